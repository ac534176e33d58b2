import { type APIRequestContext, expect } from "@playwright/test";

const OUTBOX = process.env.COFFER_OUTBOX ?? "";

type Mail = { subject: string; to: string; link: string };

/** What Coffer would have sent, as its outbox page shows it; the newest first. */
async function mails(request: APIRequestContext): Promise<Mail[]> {
  const html = await (await request.get(OUTBOX)).text();
  return html.split("<article>").slice(1).map((article) => ({
    subject: (/<h2><a [^>]*>([^<]*)</.exec(article)?.[1] ?? "").replaceAll("&quot;", '"').replaceAll("&amp;", "&"),
    to: /<div class="to">to ([^,<]*),/.exec(article)?.[1] ?? "",
    link: (/<pre>[\s\S]*?<a href="([^"]*)"/.exec(article)?.[1] ?? "").replaceAll("&amp;", "&"),
  }));
}

/** The link of the newest mail of that subject; mails are sent a moment after what causes them. */
export async function openMail(request: APIRequestContext, to: string, subject: string): Promise<string> {
  let link = "";
  await expect(async () => {
    const found = (await mails(request)).find((mail) => mail.to === to && mail.subject === subject);
    expect(found, `a mail "${subject}" to ${to}`).toBeDefined();
    link = found?.link ?? "";
  }).toPass({ timeout: 30_000 });
  return link;
}

/** Follows the link of the mail that came with signing up: invitations wait for that. */
export async function proveAddress(request: APIRequestContext, email: string): Promise<void> {
  const token = new URL(await openMail(request, email, "Confirm your e-mail address")).hash.slice(1);
  expect((await request.post("/v1/auth/email/verify", { data: { token } })).status()).toBe(204);
}

export async function countMails(request: APIRequestContext, to: string): Promise<number> {
  return (await mails(request)).filter((mail) => mail.to === to).length;
}
