import type { Access, Role, Sight } from "@/api/types";

export type RoleText = { role: Role; label: string; may: string };

/** From the most to the least; each in the words of what the person can then do. */
export const ROLES: RoleText[] = [
  { role: "owner", label: "Owner", may: "Everything, with the household's name, its currency and its other owners." },
  { role: "manager", label: "Manager", may: "Sees and changes everything, and says who belongs to the household." },
  { role: "editor", label: "Editor", may: "Adds and changes accounts, transactions, prices and imports." },
  { role: "adviser", label: "Adviser", may: "The same as an editor, for somebody from outside: a tax adviser, an office." },
  { role: "commenter", label: "Commenter", may: "Looks, comments where comments are kept, and changes nothing." },
  { role: "viewer", label: "Viewer", may: "Looks, and changes nothing." },
];

export function roleLabel(role: Role): string {
  return textOf(role).label;
}

export function roleMay(role: Role): string {
  return textOf(role).may;
}

function textOf(role: Role): RoleText {
  return ROLES.find((each) => each.role === role) ?? { role, label: role, may: "" };
}

/** Whoever manages a household sees it whole; only an owner makes an owner. */
export function rolesToGive(by: Role): RoleText[] {
  return by === "owner" ? ROLES : ROLES.filter(({ role }) => role !== "owner");
}

export function canBeNarrowed(role: Role): boolean {
  return role !== "owner" && role !== "manager";
}

/** Whether somebody of this role may change or remove a member of that role. */
export function isTheirBusiness(by: Role, member: Role): boolean {
  return by === "owner" || (by === "manager" && member !== "owner");
}

export const ACCESS_LABELS: Record<Access, string> = {
  view: "Sees it",
  view_without_amounts: "Sees it without amounts",
  comment: "Sees it and comments",
  edit: "Changes it",
};

const VIEWING: Access[] = ["view", "view_without_amounts"];

/** A grant never gives more than the role: what would have no effect is not offered. */
export function accessesOf(role: Role): Access[] {
  if (role === "viewer") return VIEWING;
  return role === "commenter" ? [...VIEWING, "comment"] : [...VIEWING, "comment", "edit"];
}

export function sightSentence(sight: Sight, grants: number | null): string {
  if (sight === "whole") return "Sees the whole household";
  if (grants === null) return "Sees a part of the household";
  return grants === 0 ? "Sees nothing yet" : grants === 1 ? "Sees one account or portfolio" : `Sees ${grants} accounts and portfolios`;
}

export function isRole(text: string): text is Role {
  return ROLES.some(({ role }) => role === text);
}

export function isAccess(text: string): text is Access {
  return Object.hasOwn(ACCESS_LABELS, text);
}
