import "server-only";

export { currentHousehold, loadAccounts, loadMe, loadPortfolios, personToday } from "./queries";
