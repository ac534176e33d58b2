export { PermissionsProvider, useCan } from "./permissions-provider";
