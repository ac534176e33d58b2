"use client";

import type { Role, Sight } from "@/api/types";
import { Field } from "@/ui/field";
import { Select } from "@/ui/select";
import { canBeNarrowed, isRole, roleMay, rolesToGive } from "./roles";

type RoleFieldsProps = {
  by: Role;
  role: Role;
  sight: Sight;
  onRole: (role: Role) => void;
  onSight: (sight: Sight) => void;
  errors: Record<string, string>;
};

/** A role, and whether its holder sees the whole; whoever manages always does. */
export function RoleFields({ by, role, sight, onRole, onSight, errors }: RoleFieldsProps) {
  return (
    <>
      <Field label="Role" hint={roleMay(role)} error={errors.role}>
        {(control) => (
          <Select {...control} value={role} onChange={(event) => (isRole(event.target.value) ? onRole(event.target.value) : undefined)}>
            {rolesToGive(by).map((each) => (
              <option key={each.role} value={each.role}>
                {each.label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {canBeNarrowed(role) ? (
        <Field label="Sees" error={errors.sight}>
          {(control) => (
            <Select {...control} value={sight} onChange={(event) => onSight(event.target.value === "granted" ? "granted" : "whole")}>
              <option value="whole">The whole household</option>
              <option value="granted">Only what I choose</option>
            </Select>
          )}
        </Field>
      ) : (
        <p className="text-12 text-muted">Whoever manages a household sees it whole.</p>
      )}
    </>
  );
}
