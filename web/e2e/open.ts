import type { Page } from "@playwright/test";

const MOST_MILLISECONDS = 10_000;

/** Goes there, and waits until the page answers to a click: nothing is loaded any more. */
export async function open(page: Page, path: string) {
  await page.goto(path);
  await settled(page);
}

/** One page fetched ahead that does not come is no reason to wait for ever. */
export async function settled(page: Page) {
  await page.waitForLoadState("networkidle", { timeout: MOST_MILLISECONDS }).catch(() => undefined);
}
