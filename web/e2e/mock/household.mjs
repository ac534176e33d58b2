// Of the stand-in API: the people of a household, what they see, who is invited, and whose its accounts are.
import { accounts } from "./book.mjs";
import { id } from "./figures.mjs";

const page = (items) => ({ items, next_cursor: null });
const at = (month, day) => `2026-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}T08:15:00.000000Z`;
const [eur, usd, bank] = accounts;

const people = [
  ["Ada Byron", "ada@example.org", "owner", "whole", at(1, 4)],
  ["Charles Babbage", "charles@example.org", "editor", "whole", at(2, 11)],
  ["Mary Somerville", "mary@example.org", "viewer", "granted", at(5, 20)],
  ["Augustus De Morgan, De Morgan & Sons tax advisers", "augustus.de.morgan@advisers.example.org", "adviser", "granted", at(9, 1)],
];
const members = people.map(([name, email, role, sight, joined_at], index) => ({ id: id("2222", index + 1), user: id("1111", index + 1), name, email, role, sight, joined_at }));
const grants = [
  { id: id("3333", 1), member: members[2].id, account: bank.id, access: "view", created_at: at(5, 20) },
  { id: id("3333", 2), member: members[3].id, account: eur.id, access: "edit", created_at: at(9, 1) },
  { id: id("3333", 3), member: members[3].id, account: usd.id, access: "view_without_amounts", created_at: at(9, 1) },
];
const invitations = [
  ["withdrawn@example.org", "viewer", "whole", "withdrawn", at(9, 2)],
  ["expired@example.org", "viewer", "granted", "expired", at(10, 2)],
  ["sophia@example.org", "commenter", "whole", "open", at(11, 18)],
].map(([email, role, sight, state, created_at], index) => ({ id: id("4444", index + 1), email, role, sight, state, created_at, expires_at: at(11, 25) }));
const offer = { household: id("9999", 1), household_name: "Byron household", inviter_name: "Ada Byron", role: "viewer", sight: "granted", expires_at: at(11, 25) };
const shares = { [eur.id]: [{ member: id("1111", 1), from: "2024-05-01", share: "0.6" }, { member: id("1111", 2), from: "2024-05-01", share: "0.3" }] };
const picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg";
export const profile = { name: "Ada Byron", locale: "en-GB", time_zone: "Europe/Berlin", base_currency: "EUR", avatar: { media_type: "image/png", data: picture }, version: 1 };

const records = [
  ["auth.grant.create", 0, null, { member: members[2].id, account: bank.id, access: "view" }],
  ["auth.member.update", 0, { role: "viewer", sight: "whole" }, { role: "viewer", sight: "granted" }],
  ["finance.transaction.update", 1, { amount: "1204.50" }, { amount: "1240.50" }],
  ["auth.invitation.accept", 2, null, null],
  ["finance.import.commit", null, null, { rows: 318 }],
].map(([action, who, before, after], index) => ({ id: id("aaab", index + 1), recorded_at: at(11, 20 - index), action, household: offer.household, actor: who === null ? null : members[who].user, actor_name: who === null ? null : members[who].name, system: who === null ? "job.import" : null, on_behalf_of: null, object_kind: null, object: null, before, after, network_address: who === null ? "" : "192.0.2.7" }));

const VIEWING = ["view_household", "view_finances", "export"];
const EDITING = [...VIEWING, "create_accounts", "edit_accounts", "edit_instruments", "edit_prices", "edit_transactions", "edit_portfolios", "import"];
const PERMISSIONS = { owner: [...EDITING, "manage_members", "manage_household", "view_audit_log"], adviser: EDITING, viewer: VIEWING };

/** A household as somebody with the role has it in their list. */
export function standing(household, role, sight = "whole") {
  return { ...household, role, sight, permissions: PERMISSIONS[role] };
}

/** Fifty clients of an office. */
export const clients = Array.from({ length: 50 }, (_, index) =>
  standing({ id: id("9999", index + 10), name: `Client ${String(index + 1).padStart(2, "0")} household`, currency: "EUR" }, "adviser"),
);

export function readHousehold(path, query, mode) {
  if (path === "/v1/me/profile") return mode === "empty" ? { ...profile, avatar: null } : profile;
  if (path === "/v1/invitations/offer") return offer;
  if (path === "/v1/audit-log") return page(records);
  if (path === "/v1/me/audit-log") return page(records.slice(0, 2));
  const [, noun, key, part] = path.slice(1).split("/");
  if (noun === "accounts" && part === "ownership") return { account: key, shares: shares[key] ?? [], version: 1 };
  if (noun !== "households" || !part) return undefined;
  if (part === "members") return page(mode === "viewer" ? members.map((each, index) => (index === 0 ? { ...each, role: "viewer", sight: "granted" } : each)) : mode === "empty" ? members.slice(0, 1) : members);
  if (part === "grants") return page(grants.filter(({ member }) => !query.get("member") || member === query.get("member")));
  if (part === "invitations") return page(mode === "empty" ? [] : invitations);
  return undefined;
}

/** What a command answers; undefined where it is not one of these. */
export function writeHousehold(method, path, body) {
  if (path === "/v1/me/profile") {
    const avatar = body.avatar === undefined ? profile.avatar : body.avatar && { media_type: "image/webp", data: body.avatar };
    return { status: 200, body: Object.assign(profile, body, { avatar, version: profile.version + 1 }) };
  }
  if (path === "/v1/invitations/accept") return { status: 200, body: { household: offer.household } };
  const [, noun, key, part, which] = path.slice(1).split("/");
  if (noun === "accounts" && part === "ownership") {
    shares[key] = body.shares;
    return { status: 200, body: { account: key, shares: body.shares, version: 2 } };
  }
  if (noun === "households" && part) {
    if (method === "DELETE") return { status: 204 };
    if (part === "members") return { status: 200, body: { ...members.find((each) => each.id === which), ...body } };
    if (part === "grants") return { status: which ? 200 : 201, body: { ...grants[0], ...body } };
    return { status: 201, body: { ...invitations[2], ...body } };
  }
  return undefined;
}
