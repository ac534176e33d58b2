import { Segmented } from "@/ui/segmented";

type TransactionsTabsProps = { current: "all" | "transfers" | "history" };

const TABS = [
  { value: "all", label: "All", href: "/transactions" },
  { value: "transfers", label: "Transfers to join", href: "/transfers" },
  { value: "history", label: "History", href: "/changes" },
];

export function TransactionsTabs({ current }: TransactionsTabsProps) {
  return <Segmented label="Views of the transactions" value={current} segments={TABS} className="-mt-3 mb-3" />;
}
