import "server-only";

import { cache } from "react";
import type { Permission } from "@/api/types";
import { currentHousehold, loadMe, loadMembers } from "@/features/shell/public-server";
import { permissionsOf, type Standing } from "./permissions";

/** The person's role in the household at hand, and whether they see the whole of it. */
export const loadStanding = cache(async (): Promise<Standing | null> => {
  const [me, household] = await Promise.all([loadMe(), currentHousehold()]);
  if (!me.ok || !household) return null;
  const members = await loadMembers(household.id);
  const own = members.ok ? members.data.find((member) => member.user === me.data.id) : undefined;
  // Without the list nothing more is offered than to somebody who sees a part.
  return { role: household.role, sight: own?.sight ?? "granted" };
});

export const loadPermissions = cache(async (): Promise<Permission[]> => {
  const standing = await loadStanding();
  return standing ? permissionsOf(standing) : [];
});

export async function can(permission: Permission): Promise<boolean> {
  return (await loadPermissions()).includes(permission);
}
