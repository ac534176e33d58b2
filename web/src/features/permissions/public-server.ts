import "server-only";

export { can, loadPermissions } from "./queries";
