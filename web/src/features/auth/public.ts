export { AuthFrame } from "./auth-frame";
export { NewPasswordField } from "./new-password-field";
export { makePasskey } from "./passkey";
export { PasswordField } from "./password-field";
export { SHORTEST_ALONE, SHORTEST_WITH_FACTOR } from "./password-rules";
export { ResendButton } from "./resend-button";
export { SessionGuard } from "./session-guard";
export { useSignOut } from "./use-sign-out";
