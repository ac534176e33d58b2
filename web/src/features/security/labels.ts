import type { Scope } from "@/api/types";

const OUTCOMES: Record<string, string> = {
  succeeded: "Signed in",
  wrong_password: "Wrong password",
  wrong_factor: "Wrong second step",
  disabled: "Account disabled",
  limited: "Held back after too many attempts",
};

const METHODS: Record<string, string> = {
  password: "Password",
  sign_up: "Sign-up",
  totp: "Code from an app",
  recovery_code: "Recovery code",
  passkey: "Passkey",
};

/** A word that the contract may add later is shown as it is, without its underscores. */
export function outcomeLabel(outcome: string): string {
  return OUTCOMES[outcome] ?? plain(outcome);
}

export function methodLabel(method: string): string {
  return METHODS[method] ?? plain(method);
}

function plain(word: string): string {
  const text = word.replace(/_/g, " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export type ScopeGroup = { title: string; scopes: { scope: Scope; label: string }[] };

/** What a key may be given, the harmless first. */
export const SCOPE_GROUPS: ScopeGroup[] = [
  {
    title: "Read",
    scopes: [
      { scope: "view_finances", label: "See accounts, transactions and reports" },
      { scope: "view_household", label: "See the household and its members" },
      { scope: "export", label: "Export files" },
      { scope: "view_audit_log", label: "See what was done in the household" },
    ],
  },
  {
    title: "Record",
    scopes: [
      { scope: "edit_transactions", label: "Add and change transactions" },
      { scope: "import", label: "Import files" },
      { scope: "edit_prices", label: "Add and change prices" },
      { scope: "edit_instruments", label: "Add and change instruments" },
      { scope: "create_accounts", label: "Add accounts" },
      { scope: "edit_accounts", label: "Change accounts" },
      { scope: "edit_portfolios", label: "Change portfolios" },
    ],
  },
  {
    title: "Manage",
    scopes: [
      { scope: "manage_household", label: "Change the household" },
      { scope: "manage_members", label: "Change members and their roles" },
    ],
  },
];

const SCOPE_LABELS = new Map(SCOPE_GROUPS.flatMap((group) => group.scopes).map(({ scope, label }) => [scope, label]));

export function scopeLabel(scope: Scope): string {
  return SCOPE_LABELS.get(scope) ?? plain(scope);
}
