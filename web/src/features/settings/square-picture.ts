import { toBase64Url } from "@/lib/base64url";

const SIDE = 256;
const BYTES_MOST = 64 * 1024;
const QUALITIES = [0.85, 0.7, 0.5];

/** The middle of a picture, small enough to be kept, as base64url; null where the file is no picture. */
export async function squarePicture(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const canvas = document.createElement("canvas");
  canvas.width = SIDE;
  canvas.height = SIDE;
  const side = Math.min(picture.width, picture.height);
  canvas
    .getContext("2d")
    ?.drawImage(picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, SIDE, SIDE);
  picture.close();
  for (const quality of QUALITIES) {
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/webp", quality));
    if (blob && blob.size <= BYTES_MOST) return toBase64Url(await blob.arrayBuffer());
  }
  return null;
}
