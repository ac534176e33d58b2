// A stand-in for the API with the contract's shapes: for looking at screens and for tests of the web alone.
// Usage: node e2e/mock/server.mjs [port]. A session cookie of `empty` shows a household without anything,
// `broken` lets every report fail, `slow` delays reports, `viewer` may only look, `office` has many households.
import { createServer } from "node:http";
import { accounts, instruments, TODAY, transactions } from "./book.mjs";
import { dayOf, id } from "./figures.mjs";
import { readBookings, writeBookings } from "./bookings.mjs";
import { health, mend, nextHealth, saleOf } from "./doubts.mjs";
import { clients, readHousehold, standing, writeHousehold } from "./household.mjs";
import { readIdentity, writeIdentity } from "./identity.mjs";
import { choose, counted, decide, finished, keep, matches, profiles, recognised, rows, staged } from "./imports.mjs";
import { contribution, prices, returns, risk, trades } from "./analysis.mjs";
import { income, lots } from "./lots.mjs";
import { allocation, holdings, netWorth, performance } from "./reports.mjs";
import { explain } from "./trails.mjs";

const STAMP = "2026-11-20T08:15:00.000000Z";
const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const household = standing({ id: id("9999", 1), name: "Byron household", currency: "EUR" }, "owner");
const second = standing({ id: id("9999", 2), name: "Lovelace family office", currency: "GBP" }, "adviser");
const me = { id: id("1111", 1), email: "ada@example.org", name: "Ada Byron", locale: "en-GB", time_zone: "Europe/Berlin", households: [household, second], created_at: STAMP, updated_at: STAMP, version: 1 };
const stamps = { created_at: STAMP, updated_at: STAMP, version: 1 };
const securities = accounts.slice(0, 2);
const portfolios = [
  { id: id("eeee", 1), name: "All accounts", currency: "EUR", accounts: accounts.map((each) => each.id), default: true, ...stamps },
  { id: id("eeee", 2), name: "Securities", currency: "EUR", accounts: securities.map((each) => each.id), default: false, ...stamps },
];
const currencies = [["CHF", "Swiss franc"], ["EUR", "Euro"], ["GBP", "Pound sterling"], ["JPY", "Yen"], ["USD", "US dollar"]].map(([code, name]) => ({ code, name, minor_digits: code === "JPY" ? 0 : 2 }));
const job = { id: id("ffff", 1), kind: "import.commit", state: "queued", progress: 0, result: `/v1/imports/${staged.id}`, problem: null, created_at: STAMP, started_at: null, finished_at: null };
let looks = 0;

const page = (items) => ({ items, next_cursor: null });
const shown = ({ day, cents, units, instrumentObject, accountObject, outside, before, changedBy, ...rest }) => rest;
const scopeOf = (portfolio) => accounts.filter((account) => portfolio.accounts.includes(account.id));
const publicInstrument = ({ closes, account, ...rest }) => ({ ...rest, names: [], last_price: { date: TODAY, close: String(Number(closes.get(dayOf(TODAY))) / 10_000), currency: rest.currency }, ...stamps });

function listTransactions(query) {
  const words = query.get("q")?.toLowerCase();
  const found = transactions.filter((each) =>
    (!query.get("account") || each.account === query.get("account") || each.counter_account === query.get("account")) &&
    (!query.get("type") || each.type === query.get("type")) &&
    (!query.get("instrument") || each.instrument === query.get("instrument")) &&
    (!query.get("from") || each.date >= query.get("from")) &&
    (!query.get("to") || each.date <= query.get("to")) &&
    each.status === "active" &&
    (!words || [each.instrument_symbol, each.instrument_name, each.note].some((text) => text?.toLowerCase().includes(words))));
  const start = Number(query.get("cursor") ?? 0);
  const limit = Number(query.get("limit") ?? 50);
  return { items: found.slice(start, start + limit).map(shown), next_cursor: start + limit < found.length ? String(start + limit) : null };
}

const empty = {
  "/v1/accounts": page([]),
  "/v1/transactions": page([]),
  "/v1/imports": page([]),
  "/v1/import-profiles": page([]),
};

const SPAN = { amounts_hidden: false, from: TODAY, to: TODAY, currency: "EUR", warnings: [] };
const NONE = { amount: "0.00", currency: "EUR" };
/** Reports of a household where nothing happened yet. */
const NOTHING = {
  lots: { ...SPAN, on: TODAY, items: [], disposals: [] },
  trades: { ...SPAN, items: [] },
  returns: { ...SPAN, twr: null, months: [], years: [] },
  contribution: { ...SPAN, gain: NONE, twr: 0, items: [] },
  income: { ...SPAN, total: { dividends: NONE, interest: NONE, other: NONE, taxes: NONE, net: NONE }, by_month: [], by_instrument: [] },
  risk: { ...SPAN, risk_free: "0", confidence: "0.95", observations: 0, volatility: null, semi_deviation: null, max_drawdown: { depth: 0, peak: null, trough: null, recovery: null, days_down: 0 }, sharpe: null, sortino: null, calmar: null, value_at_risk: null, benchmark: null, series: [] },
};

function read(path, query, mode) {
  if (path === "/v1/me") return mode === "viewer" ? { ...me, households: [standing(household, "viewer", "granted"), second] } : mode === "office" ? { ...me, households: [...clients, household] } : me;
  const shared = readHousehold(path, query, mode);
  if (shared) return shared;
  if (path.startsWith("/v1/me/") || path.startsWith("/v1/auth/")) return readIdentity(path, mode);
  if (path === "/v1/currencies") return page(currencies);
  if (path === "/v1/portfolios") return page(portfolios);
  if (path === "/v1/households") return page([household, second].map((each) => ({ ...each, ...stamps })));
  const written = readBookings(path, mode);
  if (written) return written;
  if (mode === "empty" && empty[path]) return empty[path];
  const report = Object.fromEntries(query);
  if (path === "/v1/accounts") return page(accounts);
  if (path === "/v1/data-health") return mode === "empty" ? { ...health, total: 0, items: [] } : nextHealth();
  if (path === "/v1/net-worth") return netWorth(report);
  if (path === "/v1/transactions") return listTransactions(query);
  if (path === "/v1/imports") return page([counted(), finished]);
  if (path === "/v1/import-profiles") return page(profiles);
  if (path === "/v1/instruments") return page(instruments.filter((each) => `${each.symbol} ${each.name}`.toLowerCase().includes((query.get("q") ?? "").toLowerCase())).map(publicInstrument));
  const [, noun, key, part] = path.slice(1).split("/");
  if (noun === "households") return { ...(key === second.id ? second : household), ...stamps };
  if (noun === "imports") return readImport(key, part, query);
  if (noun === "jobs") return nextLook();
  if (noun === "transactions") return [transactions.find((each) => each.id === key)].filter(Boolean).map(shown)[0];
  if (part === "explain") return explain(report);
  if (noun === "instruments" && part) return readOfInstrument(instruments.find((each) => each.id === key), part, report, mode);
  if (noun === "instruments") return [instruments.find((each) => each.id === key)].filter(Boolean).map(publicInstrument)[0];
  const portfolio = portfolios.find((each) => each.id === key);
  const account = accounts.find((each) => each.id === key);
  const scope = portfolio ? scopeOf(portfolio) : account ? [account] : null;
  if (!scope) return undefined;
  return readReport(scope, part, report, mode) ?? (part ? undefined : (portfolio ?? account));
}

function readReport(scope, part, report, mode) {
  if (mode === "empty" && NOTHING[part]) return NOTHING[part];
  const made = REPORTS[part];
  return made ? made(scope, report) : undefined;
}

const REPORTS = { performance, holdings, returns, risk, contribution, trades, lots, income, allocation: (scope, { by }) => allocation(scope, by ?? "asset_class") };

function readOfInstrument(instrument, part, report, mode) {
  if (!instrument) return undefined;
  if (part === "prices") return mode === "empty" ? { ...prices(instrument, report), items: [] } : prices(instrument, report);
  if (part === "corporate-actions") return page(instrument.symbol === "AAPL" ? [{ id: id("abcd", 1), instrument: instrument.id, type: "split", ex_date: "2020-08-31", ratio_to: 4, ratio_from: 1, note: null, recorded_at: STAMP }] : []);
  return readReport([instrument.account], part, { ...report, instrument: instrument.id }, mode);
}

function readImport(key, part, query) {
  const found = [counted(), recognised(), finished].find((each) => each.id === key);
  if (found && part === "instruments") return page(found.id === finished.id ? [] : matches);
  if (!found || part !== "rows") return found;
  const status = query.get("status");
  const some = found.id !== finished.id ? rows.filter((row) => !status || row.status === status) : [];
  const start = Number(query.get("cursor") ?? 0);
  const limit = Number(query.get("limit") ?? 50);
  return { items: some.slice(start, start + limit), next_cursor: start + limit < some.length ? String(start + limit) : null };
}

function nextLook() {
  looks += 1;
  const progress = Math.min(looks / 4, 1);
  Object.assign(job, { progress, state: progress === 1 ? "succeeded" : "running" });
  if (progress === 1) {
    looks = 0;
    const committing = staged.state === "committing";
    for (const row of rows) {
      if (committing && ["new", "changed"].includes(row.status)) row.status = "committed";
      else if (!committing && row.status === "committed") row.status = "reverted";
    }
    staged.state = committing ? "committed" : "reverted";
  }
  return job;
}

function write(method, path, body) {
  const [, noun, key, part, row] = path.slice(1).split("/");
  const known = writeBookings(method, path, body) ?? writeHousehold(method, path, body) ?? writeIdentity(method, path, body, me);
  if (known) return known;
  if (part === "what-if") {
    const made = saleOf(body);
    return made ? { status: 200, body: made } : problem(422, "The request breaks a rule", [{ pointer: "/quantity", detail: "The account does not hold that many units." }]);
  }
  if (path === "/v1/fx-rates" || part === "prices") return mend(path, body) ? { status: 200, body: { recorded: 1 } } : problem(422, "The request breaks a rule", []);
  if (noun === "imports" && !key) return { status: 201, body: counted() };
  if (noun === "imports" && part === "rows") {
    const found = rows[Number(row) - 1];
    Object.assign(found.values, body.values ?? {});
    Object.assign(found, body.choice === "skip" ? { status: "skipped" } : { status: "new", errors: [], mended: true });
    return { status: 200, body: found };
  }
  if (noun === "imports" && (part === "commit" || part === "revert")) {
    staged.state = part === "commit" ? "committing" : "reverting";
    if (body?.profile) keep(body.profile.name);
    staged.job = job.id;
    return { status: 202, body: job };
  }
  if (noun === "imports" && method === "PATCH") {
    choose(body.profile);
    decide(body.instruments);
    staged.version += 1;
    return { status: 200, body: counted() };
  }
  if (noun === "import-profiles") {
    const place = profiles.findIndex((each) => each.id === key);
    if (place < 0) return problem(404, "Not found");
    if (method === "DELETE") profiles.splice(place, 1);
    else Object.assign(profiles[place], body);
    return method === "DELETE" ? { status: 204 } : { status: 200, body: profiles[place] };
  }
  if (noun === "transactions") {
    const found = transactions.find((each) => each.id === key);
    if (method === "POST" && !key) {
      if (!body.amount && !body.price) return problem(422, "The request breaks a rule", [{ pointer: "/amount", detail: "Write a decimal number such as 1204.50." }]);
      return { status: 201, body: { ...shown(transactions[0]), ...body, id: id("cccc", 999_999) } };
    }
    if (!found) return problem(404, "Not found");
    if (part === "restore") found.status = "active";
    else if (method === "DELETE") found.status = "removed";
    else Object.assign(found, body);
    return method === "DELETE" ? { status: 204 } : { status: 200, body: shown(found) };
  }
  if (noun === "accounts" && method !== "DELETE") {
    const found = accounts.find((each) => each.id === key) ?? accounts[0];
    return { status: key ? 200 : 201, body: { ...found, ...body } };
  }
  if (noun === "instruments") return { status: 201, body: { ...publicInstrument(instruments[0]), ...body } };
  if (noun === "me") return { status: 200, body: Object.assign(me, body) };
  if (noun === "households") return { status: 200, body: Object.assign(household, body) };
  return { status: 204 };
}

function problem(status, title, errors) {
  return { status, body: { type: "urn:coffer:problem:api:mock", title, status, detail: errors ? "Correct the fields listed and send it again." : "Try again in a moment. Nothing you recorded is affected.", errors, trace_id: TRACE } };
}

const REPORT = /net-worth|performance|holdings|allocation|transfers\/open|corporate-actions$|\/(lots|income|trades|risk|contribution|returns|explain|prices|transactions|changes|data-health)$/;

function answer(request, text) {
  const url = new URL(request.url, "http://mock");
  const mode = /coffer_session=(\w+)/.exec(request.headers.cookie ?? "")?.[1];
  if ((!url.pathname.startsWith("/v1/auth/") || request.method === "GET") && !mode) return problem(401, "Sign in first");
  if (mode === "broken" && REPORT.test(url.pathname)) return problem(503, "The report could not be computed");
  if (request.method === "GET") {
    const body = read(url.pathname, url.searchParams, mode);
    return body === undefined ? problem(404, "Not found") : { status: 200, body, wait: mode === "slow" && REPORT.test(url.pathname) ? 4000 : 0 };
  }
  const json = (request.headers["content-type"] ?? "").includes("json") && text ? JSON.parse(text) : {};
  return write(request.method, url.pathname, json);
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const { status, body, cookie, wait, headers: further } = answer(request, Buffer.concat(chunks).toString("utf8"));
    const headers = { "Content-Type": status >= 400 ? "application/problem+json" : "application/json", ETag: '"1"', traceparent: `00-${TRACE}-00f067aa0ba902b7-01`, ...further };
    if (cookie !== undefined) headers["Set-Cookie"] = `coffer_session=${cookie}; Path=/; HttpOnly; SameSite=Lax${cookie ? "" : "; Max-Age=0"}`;
    setTimeout(() => {
      response.writeHead(status, headers);
      response.end(body === undefined ? undefined : JSON.stringify(body));
    }, wait ?? 0);
  });
});

server.listen(Number(process.argv[2] ?? 3101), "127.0.0.1");
