import "server-only";

export { personClock } from "./clock";
export { currentHousehold, loadAccounts, loadMe, loadMembers, loadPortfolios, loadProfile, personToday } from "./queries";
