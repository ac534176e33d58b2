import "server-only";

import { cache } from "react";
import type { Permission } from "@/api/types";
import { currentHousehold } from "@/features/shell/public-server";

/** What the person may do in the household at hand, as the server says. It decides what is shown; the server decides. */
export const loadPermissions = cache(async (): Promise<Permission[]> => (await currentHousehold())?.permissions ?? []);

export async function can(permission: Permission): Promise<boolean> {
  return (await loadPermissions()).includes(permission);
}
