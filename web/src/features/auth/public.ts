export { AuthFrame } from "./auth-frame";
export { useSignOut } from "./use-sign-out";
