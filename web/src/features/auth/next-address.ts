/** Where to go after sign-in: a path of this site, whatever the address says. */
export function nextAddress(next: string | undefined): string {
  if (!next || !next.startsWith("/") || next.startsWith("//") || next.includes("\\")) return "/dashboard";
  return next;
}
