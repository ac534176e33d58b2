import "server-only";

export { RecentTransactionsPanel } from "./recent-transactions-panel";
