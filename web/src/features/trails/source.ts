import type { TrailNode } from "@/api/types";

/** Where a stored input stands, to look at it or to mend it. */
export function sourceOf({ input }: Pick<TrailNode, "input">): { href: string; words: string } | null {
  if (!input) return null;
  if (input.transaction) return { href: `/transactions?edit=${input.transaction}`, words: "Open the transaction" };
  if (input.instrument) return { href: `/instruments/${input.instrument}`, words: input.kind === "price" ? "See its prices" : "Open the instrument" };
  if (input.account) return { href: `/accounts/${input.account}`, words: "Open the account" };
  return null;
}
