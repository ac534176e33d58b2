export { Allowed, PermissionsProvider, useCan } from "./permissions-provider";
