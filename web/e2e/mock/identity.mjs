// Of the stand-in API: who the person is, what they prove it with, and where they are signed in.
import { id } from "./figures.mjs";

const page = (items) => ({ items, next_cursor: null });
const at = (day, time = "08:15:00") => `2026-11-${String(day).padStart(2, "0")}T${time}.000000Z`;

const totp = { secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", otpauth_url: "otpauth://totp/Coffer:ada%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Coffer&algorithm=SHA1&digits=6&period=30" };
const codes = Array.from({ length: 10 }, (_, index) => ["ABCDEF", "GHIJKL", "MNOPQR", `STUVW${"ABCDEFGHIJ"[index]}`].join("-"));
const factors = { second_factor: true, totp_since: at(2), passkeys: 2, recovery_codes_left: 8, password_needs_factor: false };
const noFactors = { second_factor: false, totp_since: null, passkeys: 0, recovery_codes_left: 0, password_needs_factor: false };
const passkeys = [
  { id: id("7777", 1), name: "Laptop", aaguid: id("0000", 0), backup_eligible: true, backed_up: true, transports: ["internal", "hybrid"], created_at: at(2), last_used_at: at(19) },
  { id: id("7777", 2), name: "Key ring", aaguid: id("0000", 0), backup_eligible: false, backed_up: false, transports: ["usb"], created_at: at(3), last_used_at: null },
];
const sessions = [
  { id: id("8888", 1), device: "Firefox on Linux", network_address: "192.0.2.7", created_at: at(18), last_used_at: at(20), expires_at: at(27), current: true },
  { id: id("8888", 2), device: "Safari on iPhone", network_address: "2001:db8:85a3::8a2e:370:7334", created_at: at(11), last_used_at: at(19, "21:40:00"), expires_at: at(26), current: false },
  { id: id("8888", 3), device: "Chrome on Windows", network_address: "198.51.100.24", created_at: at(4), last_used_at: at(12), expires_at: at(19), current: false },
];
const logins = [
  ["succeeded", "passkey", "Firefox on Linux", 18], ["wrong_factor", "totp", "Firefox on Linux", 18], ["succeeded", "totp", "Safari on iPhone", 11],
  ["wrong_password", "password", "Chrome on Windows", 9], ["limited", "password", "Chrome on Windows", 9], ["succeeded", "sign_up", "Firefox on Linux", 1],
].map(([outcome, method, device, day], index) => ({ id: id("6666", index + 1), recorded_at: at(day), outcome, method, device, network_address: "192.0.2.7", session: null }));
const keys = [
  { id: id("5555", 1), name: "Spreadsheet", beginning: "cof_3q2-7wEj", scopes: ["view_finances"], created_at: at(5), expires_at: "2027-02-03T08:15:00.000000Z", last_used_at: at(20) },
  { id: id("5555", 2), name: "Nightly prices of the broker", beginning: "cof_Zk91_aPq", scopes: ["view_finances", "edit_prices", "import"], created_at: at(6), expires_at: "2027-11-05T08:15:00.000000Z", last_used_at: null },
];
const change = { email: "ada.lovelace@example.com", expires_at: at(21), confirmed_by_old: true, confirmed_by_new: false };

let proved = false;

export function readIdentity(path, mode) {
  const fresh = mode === "empty";
  if (path === "/v1/auth/step-up") return { proof: "password", proved_at: at(20), is_recent: false, ways: fresh ? ["password"] : ["passkey", "totp", "recovery_code"] };
  if (path === "/v1/me/mfa") return fresh ? noFactors : factors;
  if (path === "/v1/me/mfa/passkeys") return page(fresh ? [] : passkeys);
  if (path === "/v1/me/sessions") return page(fresh ? sessions.slice(0, 1) : sessions);
  if (path === "/v1/me/login-history") return page(fresh ? logins.slice(-1) : logins);
  if (path === "/v1/me/api-keys") return page(fresh ? [] : keys);
  if (path === "/v1/me/email") return { email: "ada@example.org", verified_at: fresh ? null : at(1), change: fresh ? null : change };
  if (path === "/v1/me/deletion" && fresh) return { requested_at: at(20), due_at: "2026-12-04T08:15:00.000000Z" };
  return undefined;
}

/** What a command answers; undefined where it is not one of these. */
export function writeIdentity(method, path, body, me) {
  if (path === "/v1/auth/sign-in" && body.email.startsWith("two-step")) return { status: 202, body: { token: "l3kT0y8mJ2Vq9sWn4cXr7bZd1fGh5aPe6uRi0oTqEwY", expires_in: 300, ways: ["totp", "passkey", "recovery_code"] } };
  if (path === "/v1/auth/sign-in" && body.email.startsWith("eager")) return refuse(429, "request:too-many-guesses", { "Retry-After": "75" });
  if (path === "/v1/auth/sign-in" || path === "/v1/auth/mfa/verify") return { status: 200, body: me, cookie: "full" };
  if (path === "/v1/auth/sign-up") return { status: 201, body: me, cookie: "empty" };
  if (path === "/v1/auth/sign-out") return { status: 204, cookie: "" };
  if (path === "/v1/auth/passkey/options") return { status: 200, body: { challenge: "AAAA", rp_id: "127.0.0.1", user_verification: "required", allow: [], timeout_ms: 300_000 } };
  if (path === "/v1/auth/step-up") {
    proved = body.totp === "287082";
    return proved ? { status: 204 } : refuse(401, "auth:wrong-proof");
  }
  if (path === "/v1/me/mfa/totp" && method === "POST") return { status: 201, body: totp };
  if (path === "/v1/me/mfa/totp/confirm") return { status: 200, body: { recovery_codes: codes } };
  if (path === "/v1/me/mfa/recovery-codes") {
    if (!proved) return refuse(403, "auth:step-up-required");
    proved = false;
    return { status: 201, body: { recovery_codes: codes } };
  }
  if (path === "/v1/me/api-keys" && method === "POST") return { status: 201, body: { ...keys[0], ...body, token: "cof_3q2-7wEjRWeJq83vASNFZ4mrze8BI0VniavN7wEjRWc" } };
  if (path === "/v1/me/email/change" && method === "POST") return { status: 202, body: { email: "ada@example.org", verified_at: at(1), change } };
  if (path.startsWith("/v1/auth/") || /^\/v1\/me\/\w/.test(path)) return { status: 204 };
  return undefined;
}

function refuse(status, kind, headers) {
  return { status, body: { type: `urn:coffer:problem:${kind}`, title: "Refused", status, errors: [], trace_id: "4bf92f3577b34da6a3ce929d0e0e4736" }, headers };
}
