// @vitest-environment node
import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";

const eslint = new ESLint({ overrideConfigFile: "eslint.config.mjs" });

async function refused(filePath: string, source: string): Promise<boolean> {
  const [result] = await eslint.lintText(`import { x } from "${source}";\n\nexport const y = x;\n`, { filePath });
  return result?.messages.some((message) => message.ruleId === "no-restricted-imports") ?? false;
}

describe("the rule of imports", () => {
  it.each([
    ["src/ui/planted.ts", "@/api/browser"],
    ["src/charts/planted.ts", "@/features/portfolio/public"],
    ["src/features/dashboard/planted.ts", "@/features/portfolio/address"],
    ["src/features/dashboard/planted.ts", "@/app/layout"],
    ["src/api/planted.ts", "@/ui/button"],
    ["src/lib/planted.ts", "react"],
  ])("%s may not import %s", { timeout: 60_000 }, async (file, source) => {
    expect(await refused(file, source)).toBe(true);
  });

  it.each([
    ["src/features/dashboard/planted.ts", "@/features/portfolio/public"],
    ["src/features/dashboard/planted.ts", "@/ui/button"],
    ["src/ui/planted.ts", "@/lib/cn"],
  ])("%s may import %s", { timeout: 60_000 }, async (file, source) => {
    expect(await refused(file, source)).toBe(false);
  });
});
