import "server-only";

export { personClock } from "./clock";
export { currentHousehold, loadAccounts, loadCurrencies, loadMe, loadMembers, loadPortfolios, loadProfile, personToday } from "./queries";
