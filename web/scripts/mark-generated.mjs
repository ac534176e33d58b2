// Writes the first line of the generated client: which command makes it.
import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("../src/api/gen/schema.ts", import.meta.url);
const text = readFileSync(file, "utf8");
writeFileSync(file, `// Generated from contracts/openapi.yaml by: npm run gen\n${text}`);
