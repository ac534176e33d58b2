import { expect, type Page } from "@playwright/test";
import { open } from "../open";

export async function addAccount(page: Page, name: string): Promise<void> {
  await open(page, "/accounts?sheet=new");
  const sheet = page.getByRole("dialog", { name: "Add an account" });
  await sheet.getByLabel("Name").fill(name);
  await sheet.getByRole("button", { name: "Add account" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
}

export async function deposit(page: Page, account: string, amount: string): Promise<void> {
  await open(page, "/transactions?sheet=new");
  const sheet = page.getByRole("dialog", { name: "Add a transaction" });
  await sheet.getByLabel("Type").selectOption("deposit");
  await sheet.getByLabel("Account").selectOption({ label: account });
  await sheet.getByLabel("Amount").fill(amount);
  await sheet.getByLabel("Note").fill(`Deposit of ${amount}`);
  await sheet.getByRole("button", { name: "Add transaction" }).click();
  await expect(sheet).toHaveCount(0);
}

type Invited = { role: string; sees?: Record<string, string> };

/** Sends an invitation; with `sees`, to what it names alone. */
export async function invite(page: Page, email: string, { role, sees }: Invited): Promise<void> {
  await open(page, "/settings/people");
  await page.getByRole("link", { name: "Invite somebody" }).click();
  const sheet = page.getByRole("dialog", { name: "Invite somebody" });
  await sheet.getByLabel("Email").fill(email);
  await sheet.getByLabel("Role").selectOption(role);
  if (sees) {
    await sheet.getByLabel("Sees", { exact: true }).selectOption("Only what I choose");
    for (const [object, access] of Object.entries(sees)) await sheet.getByLabel(`What they see of ${object}`).selectOption(access);
  }
  await sheet.getByRole("button", { name: "Send invitation" }).click();
  await expect(sheet).toHaveCount(0);
  await expect(page.getByText(email)).toBeVisible();
}

/** Opens the settings of a member by their address. */
export async function openMember(page: Page, email: string): Promise<void> {
  await open(page, "/settings/people");
  await page.getByRole("link", { name: email }).click();
  await expect(page.getByRole("heading", { name: "Role and sight" })).toBeVisible();
}

export const INVITED = 'Ada Byron invites you to "Ada Byron\'s household"';
