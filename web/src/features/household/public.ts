export { roleLabel } from "./roles";
