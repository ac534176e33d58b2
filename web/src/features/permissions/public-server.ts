import "server-only";

export { can, loadPermissions, loadStanding } from "./queries";
