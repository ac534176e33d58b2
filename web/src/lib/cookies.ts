/** Cookies of the web application itself; the session cookie belongs to the API. */
export const COOKIES = {
  theme: "coffer_theme",
  palette: "coffer_palette",
  sidebar: "coffer_sidebar",
  household: "coffer_household",
} as const;

const YEAR_SECONDS = 31_536_000;

/** Written by the browser's script; read on the server, so that the first paint is already right. */
export function writeCookie(name: string, value: string): void {
  const secure = window.location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`;
}

export function readCookie(name: string): string | null {
  for (const pair of document.cookie.split("; ")) {
    const [key, value] = pair.split("=");
    if (key === name && value) return decodeURIComponent(value);
  }
  return null;
}
