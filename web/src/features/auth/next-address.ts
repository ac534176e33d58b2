const HERE = "http://coffer.invalid";

/** Where to go after sign-in: a path of this site, whatever the address says. */
export function nextAddress(next: string | undefined): string {
  return next?.startsWith("/") && staysHere(next) ? next : "/dashboard";
}

/** As browsers read it: they drop tabs and line breaks, and take a backslash for a slash. */
function staysHere(path: string): boolean {
  try {
    return new URL(path, HERE).origin === HERE;
  } catch {
    return false;
  }
}
