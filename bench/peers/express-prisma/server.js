// The same two answers as the server's, from the same tables: a session's cookie, membership of the
// household, the rows, the same JSON. It reads as a role that row-level security lets pass, and it
// remembers a session for half a second, as the server does.
import cluster from "node:cluster";
import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import prisma from "@prisma/client";
import express from "express";

const { Prisma, PrismaClient } = prisma;

const minorDigits = { EUR: 2, USD: 2 };
const sessionMilliseconds = 500;

const iso = (at) => at.toISOString().replace("Z", "000Z");
const day = (at) => at && at.toISOString().slice(0, 10);
const time = (at) => at && at.toISOString().slice(11, 19);
const plain = (value) => value && value.toFixed();
const amount = (value, currency) => value && value.toFixed(Math.max(value.decimalPlaces(), minorDigits[currency]));
const number = (value) => (value === null ? null : Number(value));

function sessionsOf(db) {
  const known = new Map();
  return async (token) => {
    const kept = known.get(token);
    if (kept && kept.until > Date.now()) return kept.session;
    const tokenHash = createHash("sha256").update(token).digest();
    const session = await db.session.findUnique({ where: { tokenHash }, include: { user: true } });
    const now = new Date();
    if (!session || session.revokedAt || session.idleExpiresAt <= now || session.expiresAt <= now || session.user.disabledAt) return null;
    const memberships = await db.membership.findMany({ where: { userId: session.userId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
    const found = { user: session.userId, households: memberships.map((one) => one.householdId) };
    known.set(token, { session: found, until: Date.now() + sessionMilliseconds });
    return found;
  };
}

function nameOn(row, kind) {
  const held = row.instrument?.names.filter((name) => name.kind === kind && name.validFrom <= row.tradeDate) ?? [];
  held.sort((a, b) => (a.householdId === null) - (b.householdId === null) || b.validFrom - a.validFrom || b.recordedAt - a.recordedAt);
  return held[0]?.value ?? null;
}

function cashEffect(row) {
  const booked = row.postings.filter((one) => one.ledger === "C" && one.accountId === row.accountId && one.currency === row.currency);
  if (booked.length === 0) return null;
  const sum = booked.reduce((total, one) => total.plus(one.amount), new Prisma.Decimal(0));
  return { amount: amount(sum, row.currency), currency: row.currency };
}

function show(row) {
  const loan = row.type === "loan_draw" || row.type === "loan_repayment";
  return {
    id: row.transactionId,
    account: row.accountId,
    type: row.type,
    date: day(row.tradeDate),
    time: time(row.tradeTime),
    settlement_date: day(row.settlementDate),
    instrument: row.instrumentId,
    quantity: plain(row.quantity),
    price: plain(row.price),
    amount: amount(row.amount, row.currency),
    currency: row.currency,
    fee: amount(row.fee, row.currency),
    tax: amount(row.tax, row.currency),
    accrued_interest: amount(row.accruedInterest, row.currency),
    fx_rate: plain(row.fxRate),
    counter_account: loan ? null : row.counterAccountId,
    counter_date: day(row.counterDate),
    counter_amount: amount(row.counterAmount, row.counterCurrency ?? row.currency),
    counter_currency: row.counterCurrency,
    ratio_to: number(row.ratioTo),
    ratio_from: number(row.ratioFrom),
    cost: amount(row.cost, row.currency),
    cost_date: day(row.acquiredOn),
    realises: row.realises || null,
    loan: loan ? row.counterAccountId : null,
    principal: amount(row.principal, row.currency),
    interest: amount(row.interest, row.currency),
    category: row.category,
    sequence: number(row.sequence),
    external_id: row.transaction.externalId,
    note: row.note,
    account_name: row.account.name,
    counter_account_name: row.counter?.name ?? null,
    instrument_symbol: nameOn(row, "symbol"),
    instrument_name: nameOn(row, "name"),
    cash_effect: cashEffect(row),
    status: row.deleted ? "removed" : "active",
    import: row.transaction.importId,
    revision: row.revision,
    recorded_at: iso(row.recordedAt),
    created_at: iso(row.transaction.createdAt),
    version: row.revision,
  };
}

const names = { where: { withdrawnAt: null, kind: { in: ["symbol", "name"] } } };
const joined = {
  account: { select: { name: true } },
  counter: { select: { name: true } },
  transaction: { select: { externalId: true, importId: true, createdAt: true } },
  instrument: { select: { names } },
  postings: { select: { ledger: true, accountId: true, currency: true, amount: true } },
};

function serve() {
  const adapter = new PrismaPg({
    host: process.env.PGHOST, port: Number(process.env.PGPORT), user: process.env.PGUSER, database: process.env.PGDATABASE,
    max: Number(process.env.CONNECTIONS),
  });
  const db = new PrismaClient({ adapter });
  const relationLoadStrategy = process.env.STRATEGY;
  const find = sessionsOf(db);
  const app = express();
  app.disable("x-powered-by");

  app.get("/healthz", (_request, response) => response.json({ status: "alive" }));

  app.use(async (request, response, next) => {
    const token = /(?:^|; )coffer_session=([^;]+)/.exec(request.headers.cookie ?? "")?.[1];
    const session = token && (await find(token));
    if (!session) return response.status(401).json({ title: "Sign in." });
    request.session = session;
    next();
  });

  app.get("/v1/households/:id", async (request, response) => {
    const { user, households } = request.session;
    if (!households.includes(request.params.id)) return response.status(404).json({ title: "There is nothing here." });
    const membership = await db.membership.findUnique({
      where: { userId_householdId: { userId: user, householdId: request.params.id } },
      select: { role: true, household: true },
      relationLoadStrategy,
    });
    if (!membership) return response.status(404).json({ title: "There is nothing here." });
    const { household } = membership;
    response.json({
      id: household.id, name: household.name, currency: household.baseCurrency, role: membership.role, created_at: iso(household.createdAt),
    });
  });

  app.get("/v1/transactions", async (request, response) => {
    const limit = Math.min(Math.max(Number(request.query.limit) || 50, 1), 200);
    const rows = await db.revision.findMany({
      where: { householdId: request.session.households[0], supersededAt: null, deleted: false },
      orderBy: [{ tradeDate: "desc" }, { sequence: "desc" }, { transactionId: "desc" }],
      take: limit + 1,
      include: joined,
      relationLoadStrategy,
    });
    const more = rows.length > limit;
    const items = rows.slice(0, limit).map(show);
    const last = more ? rows[limit - 1] : null;
    const cursor = last && Buffer.from(JSON.stringify([day(last.tradeDate), number(last.sequence), last.transactionId])).toString("base64url");
    response.json({ items, next_cursor: cursor });
  });

  app.listen(Number(process.env.PORT), "127.0.0.1");
}

const processes = Number(process.env.PROCESSES);
if (processes > 1 && cluster.isPrimary) {
  for (let i = 0; i < processes; ++i) cluster.fork();
  process.on("SIGTERM", () => {
    for (const worker of Object.values(cluster.workers)) worker.kill();
    process.exit(0);
  });
} else {
  serve();
}
