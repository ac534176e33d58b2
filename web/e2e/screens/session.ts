import type { BrowserContext } from "@playwright/test";

type Session = "full" | "empty" | "broken" | "slow" | "viewer" | "office";

/** What the stand-in API shows depends on the session cookie alone. */
export async function signIn(context: BrowserContext, baseURL: string | undefined, session: Session, theme: "light" | "dark" = "light") {
  if (!baseURL) throw new Error("no base URL");
  await context.addCookies([
    { name: "coffer_session", value: session, url: baseURL },
    { name: "coffer_theme", value: theme, url: baseURL },
  ]);
}
