import "server-only";

export { currentHousehold, loadAccounts, loadMe, loadMembers, loadPortfolios, loadProfile, personToday } from "./queries";
