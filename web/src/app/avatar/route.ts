import { loadProfile } from "@/features/shell/queries";

/** The person's own picture, out of their profile: a picture of its own, so that no page carries it along. */
export async function GET(): Promise<Response> {
  const profile = await loadProfile();
  if (!profile.ok || !profile.data.avatar) return new Response(null, { status: 404 });
  const { media_type, data } = profile.data.avatar;
  return new Response(Buffer.from(data, "base64url"), {
    headers: {
      "Content-Type": media_type,
      "Cache-Control": "private, max-age=31536000, immutable",
      "Content-Security-Policy": "default-src 'none'; sandbox",
    },
  });
}
