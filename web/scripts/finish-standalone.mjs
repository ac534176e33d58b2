// The standalone server lacks the static files and public/: puts them where it looks for them.
import { cpSync, existsSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const standalone = join(web, ".next", "standalone");

for (const [from, to] of [
  [join(web, ".next", "static"), join(standalone, ".next", "static")],
  [join(web, "public"), join(standalone, "public")],
]) {
  if (!existsSync(from)) continue;
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
}
