import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { addAccount, deposit, invite, INVITED, openMember } from "./household";
import { openMail, proveAddress } from "./mailbox";
import { newAddress, PASSWORD, signUp } from "./person";
import { open } from "../open";

test("somebody new is invited to one account, looks, becomes an editor, and is taken out", async ({ page, browser, request, baseURL }) => {
  const [owner, guest] = [newAddress("owner"), newAddress("guest")];
  await signUp(page, owner);
  await proveAddress(request, owner);
  await addAccount(page, "Broker");
  await addAccount(page, "Private account");
  await deposit(page, "Broker", "1000.00");
  await deposit(page, "Private account", "777.00");
  await invite(page, guest, { role: "Viewer", sees: { Broker: "Sees it" } });

  const other = await (await browser.newContext({ baseURL })).newPage();
  await open(other, await openMail(request, guest, INVITED));
  await expect(other, "the token is out of the address").not.toHaveURL(/#/);
  await other.getByRole("link", { name: "I am new to Coffer" }).click();
  await other.getByLabel("Name").fill("Charles Babbage");
  await other.getByLabel("Email").fill(guest);
  await other.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await other.getByRole("button", { name: "Create your coffer" }).click();
  await expect(other.getByText("Ada Byron shares with you")).toBeVisible();
  await expect(other.getByText("what Ada Byron has chosen for you")).toBeVisible();
  await other.getByRole("button", { name: "Join Ada Byron's household" }).click();
  await expect(other).toHaveURL(/\/dashboard$/);
  await expect(other.getByText("€1,000.00").filter({ visible: true }).first()).toBeVisible();

  await other.goto("/accounts");
  await expect(other.getByRole("link", { name: /^Broker/ }).filter({ visible: true })).toHaveCount(1);
  await expect(other.getByText("Private account")).toHaveCount(0);
  await expect(other.getByRole("link", { name: "Add account" })).toHaveCount(0);
  await expect(other.getByRole("link", { name: "Import" })).toHaveCount(0);
  await other.getByRole("link", { name: /^Broker/ }).filter({ visible: true }).click();
  await expect(other.getByRole("heading", { name: "Broker", level: 1 })).toBeVisible();
  await expect(other.getByRole("link", { name: "Edit" })).toHaveCount(0);
  await open(other, "/transactions");
  await expect(other.getByText("+€1,000.00").filter({ visible: true }).first()).toBeVisible();
  await expect(other.getByText("+€777.00")).toHaveCount(0);
  await expect(other.getByRole("link", { name: "Add", exact: true })).toHaveCount(0);
  await other.getByRole("link", { name: /Deposit/ }).filter({ visible: true }).first().click();
  const sheet = other.getByRole("dialog", { name: "Transaction" });
  await expect(sheet.getByText("You may look at it, but not change it.")).toBeVisible();
  await expect(sheet.getByLabel("Amount")).toBeDisabled();

  await openMember(page, guest);
  await page.getByLabel("Role").selectOption("Editor");
  await page.getByLabel("What they see of Broker").selectOption("Changes it");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Save" })).toBeDisabled();
  await expect(page.getByLabel("Role")).toHaveValue("editor");
  await deposit(other, "Broker", "250.00");
  await expect(other.getByText("+€250.00").filter({ visible: true }).first()).toBeVisible();

  const household = await other.evaluate(async () => (await (await fetch("/v1/me")).json()).households[1].id);
  await page.getByRole("button", { name: "Remove Charles Babbage" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText(guest)).toHaveCount(0);
  await expect
    .poll(() => other.evaluate(async (id) => (await fetch(`/v1/households/${id}`)).status, household), { timeout: 1000, intervals: [100] })
    .toBe(404);
  await page.goto("/settings/history");
  const done = page.getByRole("list", { name: "What was done" }).getByRole("listitem");
  await expect(done.first()).toContainText("Ada Byron removed a member, or left");
  await expect(done.filter({ hasText: "Charles Babbage recorded a transaction" })).toHaveCount(1);
  await expect(done.filter({ hasText: "Ada Byron invited somebody" })).toHaveCount(1);

  await other.goto("/accounts");
  await expect(other.getByText("No account yet")).toBeVisible();
  await expect(other.getByText("Broker")).toHaveCount(0);
});

test("an invitation waits for the right person to sign in", async ({ page, browser, request, baseURL }) => {
  const [owner, guest, somebody] = [newAddress("host"), newAddress("known"), newAddress("somebody")];
  const other = await (await browser.newContext({ baseURL })).newPage();
  await signUp(other, guest);
  const wrong = await (await browser.newContext({ baseURL })).newPage();
  await signUp(wrong, somebody);
  await signUp(page, owner);
  await proveAddress(request, owner);
  await invite(page, guest, { role: "Commenter" });
  const link = await openMail(request, guest, INVITED);

  await open(wrong, link);
  await expect(wrong.getByText("This invitation was sent to another address")).toBeVisible();
  await wrong.getByRole("button", { name: "Sign in with another address" }).click();
  await expect(wrong).toHaveURL(/\/sign-in\?next=%2Finvitation/);
  await wrong.getByLabel("Email").fill(guest);
  await wrong.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await wrong.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(wrong.getByText("the whole household")).toBeVisible();
  await wrong.getByRole("button", { name: "Join Ada Byron's household" }).click();
  await expect(wrong).toHaveURL(/\/dashboard$/);

  await open(other, link);
  await expect(other.getByText("This invitation is not open")).toBeVisible();

  // The member leaves by themselves, and is back in their own household.
  await open(wrong, "/settings/household");
  await expect(wrong.getByText("Commenter")).toBeVisible();
  await wrong.getByRole("button", { name: "Leave the household" }).click();
  await wrong.getByRole("dialog").getByRole("button", { name: "Leave" }).click();
  await expect(wrong.getByRole("heading", { name: "Start with a file" })).toBeVisible();
});

test("an invitation is withdrawn", async ({ page, browser, request, baseURL }) => {
  const [owner, guest] = [newAddress("changing-mind"), newAddress("uninvited")];
  await signUp(page, owner);
  await proveAddress(request, owner);
  await invite(page, guest, { role: "Viewer" });
  const link = await openMail(request, guest, INVITED);
  await page.getByRole("button", { name: `Withdraw the invitation to ${guest}` }).click();
  await expect(page.getByText("Withdrawn")).toBeVisible();
  const other = await (await browser.newContext({ baseURL })).newPage();
  await signUp(other, guest);
  await open(other, link);
  await expect(other.getByText("This invitation is not open")).toBeVisible();
});

test("an account is held 60 to 40, and net worth shows each part", async ({ page, browser, request, baseURL }) => {
  const [owner, guest] = [newAddress("sixty"), newAddress("forty")];
  await signUp(page, owner);
  await proveAddress(request, owner);
  await addAccount(page, "House fund");
  await deposit(page, "House fund", "1000.00");
  await invite(page, guest, { role: "Viewer" });
  const other = await (await browser.newContext({ baseURL })).newPage();
  await signUp(other, guest);
  await open(other, await openMail(request, guest, INVITED));
  await other.getByRole("button", { name: /^Join/ }).click();
  await expect(other).toHaveURL(/\/dashboard$/);

  await page.goto("/accounts");
  await page.getByRole("link", { name: /^House fund/ }).filter({ visible: true }).click();
  await page.getByRole("link", { name: "Change" }).click();
  const sheet = page.getByRole("dialog", { name: "Whose House fund is" });
  await sheet.getByLabel("Held").selectOption("By people, each a part");
  const parts = sheet.getByLabel("Ada Byron's part in per cent");
  await parts.first().fill("70");
  await expect(sheet.getByText("20.00% more than the whole")).toBeVisible();
  await expect(sheet.getByRole("button", { name: "Save" })).toBeDisabled();
  await parts.first().fill("60");
  await parts.last().fill("40");
  await expect(sheet.getByText("Together they are the whole.")).toBeVisible();
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toHaveCount(0);
  await expect(page.getByText("60.00%")).toBeVisible();
  await expect(page.getByText("40.00%")).toBeVisible();

  await open(page, "/dashboard");
  const net = page.locator("h1", { hasText: "Net worth" }).locator("..");
  await expect(net.getByText("€1,000.00")).toBeVisible();
  for (const [at, worth] of [[1, "€600.00"], [2, "€400.00"]] as const) {
    await page.getByRole("button", { name: /choose whose/ }).click();
    await page.getByRole("menuitemradio").nth(at).click();
    await expect(net.getByText(worth)).toBeVisible();
  }
});

test("an adviser keeps a household for a client beside their own", async ({ page, request }) => {
  const office = newAddress("office");
  await signUp(page, office);
  await proveAddress(request, office);
  await open(page, "/dashboard");
  await page.getByRole("button", { name: /Switch household/ }).click();
  await page.getByRole("link", { name: "Create a household" }).click();
  await page.getByRole("button", { name: "Create a household" }).click();
  const dialog = page.getByRole("dialog", { name: "Create a household" });
  await dialog.getByLabel("Name").fill("Lovelace family");
  await dialog.getByLabel("Currency").selectOption("GBP");
  await dialog.getByRole("button", { name: "Create household" }).click();
  await expect(page).toHaveURL(/\/dashboard$/);
  await page.getByRole("button", { name: /^Lovelace family/ }).click();
  await expect(page.getByRole("option", { name: /Lovelace family/ })).toContainText("Owner");
  await page.keyboard.press("Escape");
  await addAccount(page, "Client's broker");
  await deposit(page, "Client's broker", "42.00");
  const downloaded = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  const rows = await readFile(await (await downloaded).path(), "utf8");
  expect(rows, "the file is of the household in view").toContain("42.00");

  await page.getByRole("button", { name: /^Lovelace family/ }).click();
  await page.getByRole("option", { name: /Ada Byron's household/ }).click();
  await expect(page.getByRole("button", { name: /^Ada Byron's household/ })).toBeVisible();
  await expect(page.getByText("Client's broker")).toHaveCount(0);
});

test("a profile has a picture, and figures follow its language", async ({ page }) => {
  await signUp(page, newAddress("portrait"));
  await addAccount(page, "Broker");
  await deposit(page, "Broker", "1234.50");
  await open(page, "/settings/profile");
  await page.getByLabel("Picture file").setInputFiles("public/icons/icon-192.png");
  await expect(page.getByRole("button", { name: "Change the picture" })).toBeVisible();
  const picture = page.getByRole("group", { name: "Picture" }).locator("img");
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(256);
  await page.getByLabel("Name").fill("Ada Lovelace");
  await page.getByLabel("Figures and dates").selectOption("de-DE");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Ada Lovelace: your account" })).toBeVisible();
  await page.goto("/accounts");
  await expect(page.getByText("1.234,50").filter({ visible: true }).first()).toBeVisible();
  await open(page, "/settings/profile");
  await page.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("button", { name: "Choose a picture" })).toBeVisible();
  await expect(picture).toHaveCount(0);
});
