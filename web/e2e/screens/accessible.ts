import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** What is shown now: no grave finding, and nothing wider than the screen. */
export async function expectAccessible(page: Page) {
  await nothingFades(page);
  await expectNoGraveFinding(judge(page));
  // What slides in may be on its way.
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), {
      message: "nothing is wider than the screen",
      timeout: 3_000,
    })
    .toBeLessThanOrEqual(0);
}

/** The same page by the dark theme, of which colours alone are another matter. */
export async function expectContrastInTheDark(page: Page) {
  await page.evaluate(() => {
    document.documentElement.dataset.theme = "dark";
  });
  await nothingFades(page);
  await expectNoGraveFinding(judge(page).withRules(["color-contrast"]));
}

// Legacy: in the page itself, since no page holds another of foreign origin; half the time.
function judge(page: Page) {
  return new AxeBuilder({ page }).setLegacyMode();
}

async function expectNoGraveFinding(axe: AxeBuilder) {
  const { violations } = await axe.analyze();
  const grave = violations.filter((violation) => violation.impact === "serious" || violation.impact === "critical");
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).slice(0, 4).join(" | ")}`)).toEqual([]);
}

/** Colours are judged when nothing fades in any more; what turns for ever, or waits to be seen, is left alone. */
async function nothingFades(page: Page) {
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter((each) => Number(each.effect?.getComputedTiming().endTime) < 5_000);
    const longest = new Promise((resolve) => setTimeout(resolve, 2_000));
    await Promise.race([Promise.allSettled(ending.map((each) => each.finished)), longest]);
  });
}
