import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** What is shown now: no grave finding, and nothing wider than the screen. */
export async function expectAccessible(page: Page) {
  // Colours are judged when nothing fades in any more; what turns for ever is left to turn.
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter((each) => Number(each.effect?.getComputedTiming().endTime) < 5_000);
    await Promise.allSettled(ending.map((each) => each.finished));
  });
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter((violation) => violation.impact === "serious" || violation.impact === "critical");
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).slice(0, 4).join(" | ")}`)).toEqual([]);
  // What slides in may be on its way.
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), {
      message: "nothing is wider than the screen",
      timeout: 3_000,
    })
    .toBeLessThanOrEqual(0);
}
