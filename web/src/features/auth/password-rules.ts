/** As the server has them (backend/auth/passwords/password_rules.hpp): without a second factor, and with one. */
export const SHORTEST_ALONE = 15;
export const SHORTEST_WITH_FACTOR = 8;
const MOST_BYTES = 256;

export type RuleState = "open" | "met" | "broken";
export type PasswordRule = { text: string; state: RuleState };

/**
 * What a new password has to be, and how far the typed one is. Whether it is among the guessed ones the server says:
 * `refusal` is its answer to `refused`, and holds until something else is typed.
 */
export function passwordRules(typed: string, shortest: number, refused: { password: string; refusal?: string } | null): PasswordRule[] {
  // The server counts the characters of the normal form.
  const length = [...typed.normalize("NFKC")].length;
  const missing = shortest - length;
  const tooLong = new TextEncoder().encode(typed.normalize("NFKC")).length > MOST_BYTES;
  const long = missing <= 0;
  const counting = length > 0 && !long ? `${shortest} characters or more: ${missing} to go` : `${shortest} characters or more`;
  const guessed = refused?.refusal !== undefined && refused.password === typed && long && !tooLong;
  return [
    { text: counting, state: long ? "met" : "open" },
    ...(tooLong ? [{ text: `${MOST_BYTES} bytes at most`, state: "broken" as const }] : []),
    { text: "Not a common password, your name or address, or a pattern", state: guessed ? "broken" : "open" },
  ];
}
