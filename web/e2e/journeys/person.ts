import { createHmac, randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { open } from "../open";

export const PASSWORD = "vat oxen lumbar quay";

/** An address that nobody had before. */
export function newAddress(name: string): string {
  return `${name}-${randomUUID()}@example.org`;
}

export async function signUp(page: Page, email: string, password = PASSWORD): Promise<void> {
  await open(page, "/sign-up");
  await page.getByLabel("Name").fill("Ada Byron");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create your coffer" }).click();
  await expect(page.getByText(`We sent a mail to ${email}`)).toBeVisible();
}

export async function givePassword(page: Page, email: string, password = PASSWORD): Promise<void> {
  await open(page, "/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

export async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await givePassword(page, email, password);
  await expect(page).toHaveURL(/\/dashboard$/);
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /your account$/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
}

/** An application that shows one-time codes (RFC 6238). The server takes each once, and one step to either side. */
export class CodesApp {
  private lastStep = 0;

  constructor(private readonly secret: string) {}

  async nextCode(): Promise<string> {
    for (;;) {
      const now = Math.floor(Date.now() / 30_000);
      const step = Math.max(now, this.lastStep + 1);
      if (step <= now + 1) {
        this.lastStep = step;
        return this.codeOf(step);
      }
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }

  private codeOf(step: number): string {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(step));
    const digest = createHmac("sha1", this.key()).update(counter).digest();
    const number = digest.readUInt32BE((digest.at(-1) ?? 0) & 0xf) & 0x7fffffff;
    return String(number % 1_000_000).padStart(6, "0");
  }

  private key(): Buffer {
    const bits = [...this.secret].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
    return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  }
}

/** Turns on codes from an app in the security settings. */
export async function turnOnCodes(page: Page): Promise<{ app: CodesApp; recoveryCodes: string[] }> {
  await open(page, "/settings/security");
  await page.getByRole("button", { name: "Set up" }).click();
  const dialog = page.getByRole("dialog", { name: "Set up codes from an app" });
  const app = new CodesApp(((await dialog.locator("code").textContent()) ?? "").replaceAll(" ", ""));
  await dialog.getByLabel("Code that the app shows").fill(await app.nextCode());
  await dialog.getByRole("button", { name: "Turn on" }).click();
  const kept = page.getByRole("dialog", { name: "Keep these recovery codes" });
  const recoveryCodes = await kept.getByRole("listitem").allTextContents();
  await kept.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("10 left")).toBeVisible();
  return { app, recoveryCodes };
}
