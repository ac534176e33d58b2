import "server-only";

export { personClock } from "./clock";
export { currentHousehold, loadAccounts, loadMe, loadPortfolios, personToday } from "./queries";
