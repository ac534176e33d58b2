import type { Access, Grant } from "@/api/types";

/** An account or a portfolio that can be shown to somebody. */
export type Grantable = { kind: "account" | "portfolio"; id: string; name: string };

/** What somebody is shown, by the object's id. */
export type Shown = Record<string, Access>;

export function shownBy(grants: Grant[]): Shown {
  return Object.fromEntries(grants.flatMap((grant) => (objectOf(grant) ? [[objectOf(grant), grant.access]] : [])));
}

export function objectOf(grant: Grant): string | undefined {
  return grant.account ?? grant.portfolio;
}

/** The grants of an invitation. */
export function grantsOf(shown: Shown, grantables: Grantable[]) {
  return grantables.flatMap((object) => {
    const access = shown[object.id];
    return access ? [grantBody(object, access)] : [];
  });
}

/** The body names one of the two kinds. */
export function grantBody(object: Grantable, access: Access) {
  return object.kind === "account" ? { account: object.id, access } : { portfolio: object.id, access };
}

export type GrantChange =
  | { kind: "give"; object: Grantable; access: Access }
  | { kind: "change"; grant: string; access: Access }
  | { kind: "take"; grant: string };

/** What has to be sent so that somebody is shown this and nothing else. */
export function grantChanges(grants: Grant[], shown: Shown, grantables: Grantable[]): GrantChange[] {
  const kept = grants.flatMap((grant): GrantChange[] => {
    const access = shown[objectOf(grant) ?? ""];
    if (!access) return [{ kind: "take", grant: grant.id }];
    return access === grant.access ? [] : [{ kind: "change", grant: grant.id, access }];
  });
  const given = grantables.flatMap((object): GrantChange[] => {
    const access = shown[object.id];
    return access && !grants.some((grant) => objectOf(grant) === object.id) ? [{ kind: "give", object, access }] : [];
  });
  return [...given, ...kept];
}
