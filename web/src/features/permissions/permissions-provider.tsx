"use client";

import { createContext, useCallback, useContext, type ReactNode } from "react";
import type { Permission } from "@/api/types";

const PermissionsContext = createContext<readonly Permission[]>([]);

type PermissionsProviderProps = { permissions: readonly Permission[]; children: ReactNode };

export function PermissionsProvider({ permissions, children }: PermissionsProviderProps) {
  return <PermissionsContext.Provider value={permissions}>{children}</PermissionsContext.Provider>;
}

/** Whether the person may do it in the household at hand; what would be refused is not offered. */
export function useCan(): (permission: Permission) => boolean {
  const permissions = useContext(PermissionsContext);
  return useCallback((permission: Permission) => permissions.includes(permission), [permissions]);
}

type AllowedProps = { to: Permission; children: ReactNode; otherwise?: ReactNode };

export function Allowed({ to, children, otherwise = null }: AllowedProps) {
  return useCan()(to) ? children : otherwise;
}
