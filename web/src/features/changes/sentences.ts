import type { Change } from "@/api/types";

type What = { kind: Change["kind"]; rows: number; noun: string };

/** What somebody did, in words that follow their name. */
export function sentenceOf({ kind, rows, noun }: What): string {
  switch (kind) {
    case "record":
      return `recorded ${noun}`;
    case "revise":
      return `corrected ${noun}`;
    case "remove":
      return `removed ${noun}`;
    case "restore":
      return `brought back ${noun}`;
    case "bulk_revise":
      return `changed ${counted(rows)}, the first ${noun}`;
    case "bulk_remove":
      return `removed ${counted(rows)}, the first ${noun}`;
    case "match":
      return "joined two sides into one transfer";
    case "take_apart":
      return "took a transfer apart";
    default:
      return rows === 1 ? `took back what was done to ${noun}` : `took back a change of ${counted(rows)}`;
  }
}

export function counted(rows: number): string {
  return rows === 1 ? "one transaction" : `${rows.toLocaleString("en-GB")} transactions`;
}

/** "a buy", "an income": the type in a sentence. */
export function withArticle(label: string): string {
  const noun = label.toLowerCase();
  return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}
