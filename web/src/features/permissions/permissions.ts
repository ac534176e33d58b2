import type { Permission, Role, Sight } from "@/api/types";

const VIEWING: readonly Permission[] = ["view_household", "view_finances", "export"];
const EDITING: readonly Permission[] = [
  ...VIEWING,
  "create_accounts",
  "edit_accounts",
  "edit_instruments",
  "edit_prices",
  "edit_transactions",
  "edit_portfolios",
  "import",
];
const MANAGING: readonly Permission[] = [...EDITING, "manage_members"];

/** What a role may do, as the server's table has it (backend/auth/permissions). It decides what is shown; the server decides. */
const GRANTED: Record<Role, readonly Permission[]> = {
  owner: [...MANAGING, "manage_household", "view_audit_log"],
  manager: MANAGING,
  editor: EDITING,
  adviser: EDITING,
  commenter: VIEWING,
  viewer: VIEWING,
};

/** What is left to members who see a part alone; the rest concerns the whole household. */
const LEFT_TO_NARROWED: readonly Permission[] = [...VIEWING, "edit_accounts", "edit_transactions"];

export type Standing = { role: Role; sight: Sight };

export function permissionsOf({ role, sight }: Standing): Permission[] {
  return GRANTED[role].filter((permission) => sight === "whole" || LEFT_TO_NARROWED.includes(permission));
}
