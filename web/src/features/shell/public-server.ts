import "server-only";

export { currentHousehold, loadAccounts, loadMe, loadPortfolios } from "./queries";
