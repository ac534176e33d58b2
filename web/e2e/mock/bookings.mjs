// Writing: what a transaction would do, changes and their undoing, transfers, splits, many at once.
import { accounts, instruments, transactions } from "./book.mjs";
import { decimal, id, money } from "./figures.mjs";
import { transactionTypes } from "./types.mjs";

const STAMP = "2026-11-20T08:15:00.000000Z";
const ADA = { user: id("1111", 1), name: "Ada Byron" };
const BEN = { user: id("1111", 2), name: "Ben Byron" };

const cents = (text) => {
  const [whole, fraction = ""] = String(text ?? "0").split(".");
  const value = BigInt(whole.replace("-", "") + fraction.padEnd(2, "0").slice(0, 2));
  return whole.startsWith("-") ? -value : value;
};
const units = (hundredths) => decimal(hundredths, 2).replace(/\.?0+$/, "");
const reference = ({ id: key, symbol, isin, name, kind, currency }) => ({ id: key, symbol, isin, name, kind, currency });
const named = (key) => accounts.find((each) => each.id === key);
const held = (account, instrument) => transactions.filter((each) => each.account === account && each.instrument === instrument && each.status === "active").reduce((sum, each) => sum + each.units, 0n);
const cash = (account) => transactions.filter((each) => each.account === account && each.status === "active").reduce((sum, each) => sum + each.cents, 25_000_000n);

const refusal = (status, title, detail, errors = []) => ({ status, body: { type: "urn:coffer:problem:finance:invalid-transaction", title, status, detail, errors, trace_id: "4bf92f3577b34da6a3ce929d0e0e4736" } });

/** Signs of cash and units by type, in the book's own words. */
const CASH = { buy: -1n, expense: -1n, fee: -1n, tax: -1n, withdrawal: -1n, cash_transfer: -1n, interest_charge: -1n, sell: 1n, dividend: 1n, deposit: 1n, income: 1n, interest: 1n };
const UNITS = { buy: 1n, delivery_in: 1n, reward: 1n, sell: -1n, delivery_out: -1n, transfer: -1n };

function preview(body) {
  const account = named(body.account);
  const instrument = instruments.find((each) => each.id === body.instrument);
  const quantity = cents(body.quantity) * (UNITS[body.type] ?? 0n);
  const before = instrument ? held(account.id, instrument.id) : 0n;
  if (body.type === "split") return splitEffect(body, account, instrument, before);
  if (body.type === "sell" && before + quantity < 0n) {
    return refusal(422, "The transaction cannot be recorded", "Correct the fields listed and send it again.", [{ pointer: "/quantity", detail: `${account.name} holds ${units(before)} ${instrument.symbol} on that day, not ${body.quantity}.` }]);
  }
  const gross = body.amount ? cents(body.amount) : (cents(body.quantity) * cents(body.price)) / 100n;
  const costs = cents(body.fee) + cents(body.tax);
  const sign = CASH[body.type] ?? 0n;
  const effect = body.amount ? sign * gross : sign * gross - costs;
  const unitCost = 3_100n;
  const cost = (count) => money((count * unitCost) / 100n, instrument.currency);
  const selling = body.type === "sell";
  const relieved = selling ? (-quantity * unitCost) / 100n : 0n;
  const currency = body.currency;
  const line = (ledger, amount, count = null) => ({ ledger, account: account.id, account_name: account.name, instrument: count ? instrument.id : null, date: body.date, amount, quantity: count });
  return {
    status: 200,
    body: {
      on: body.date,
      postings: [
        line("C", money(effect, currency)),
        ...(cents(body.fee) ? [line("E:fee", money(cents(body.fee), currency))] : []),
        ...(cents(body.tax) ? [line("E:tax", money(cents(body.tax), currency))] : []),
        ...(quantity ? [line("P", money(-effect - costs, currency), units(quantity))] : [line(effect > 0n ? "K" : "E:other", money(-effect - costs, currency))]),
      ],
      cash: effect === 0n ? [] : [{ account: account.id, account_name: account.name, before: money(cash(account.id), currency), after: money(cash(account.id) + effect, currency) }],
      positions: instrument && quantity ? [{ account: account.id, account_name: account.name, instrument: reference(instrument), before: { quantity: units(before), cost: cost(before) }, after: { quantity: units(before + quantity), cost: selling ? cost(before + quantity) : money((before * unitCost) / 100n - effect, instrument.currency) } }] : [],
      closed_lots: selling ? [{ instrument: instrument.id, lot_date: "2016-03-09", quantity: body.quantity, cost: money(relieved, instrument.currency), proceeds: money(gross - costs, instrument.currency), gain: money(gross - costs - relieved) }] : [],
      realized_gain: selling ? money(gross - costs - relieved) : money(0n),
      realized_gain_elsewhere: money(0n),
      warnings: [],
    },
  };
}

function splitEffect(body, account, instrument, count) {
  const cost = money((count * 3_100n) / 100n, instrument.currency);
  const after = (count * BigInt(body.ratio_to)) / BigInt(body.ratio_from);
  const positions = count === 0n ? [] : [{ account: account.id, account_name: account.name, instrument: reference(instrument), before: { quantity: units(count), cost }, after: { quantity: units(after), cost } }];
  return { status: 200, body: { on: body.date, postings: [], cash: [], positions, closed_lots: [], realized_gain: money(0n), realized_gain_elsewhere: money(0n), warnings: [] } };
}

const changes = [];
function changed(kind, rows, summary, actor = ADA, further = {}) {
  const change = { id: id("8888", changes.length + 1), kind, rows, summary, reason: null, actor, recorded_at: STAMP, undoes: null, undone_by: null, undoable: true, ...further };
  changes.unshift(change);
  return change;
}
const summaryOf = ({ id: transaction, instrument, type, date }) => ({ transaction, instrument, type, date });

function undo(key) {
  const found = changes.find((each) => each.id === key);
  if (!found?.undoable) return refusal(409, "It was changed again since", "Take the later change back first.");
  const done = changed("undo", found.rows, found.summary, ADA, { undoes: found.id });
  Object.assign(found, { undone_by: done.id, undoable: false });
  for (const each of transactions.filter((row) => row.changedBy === key)) Object.assign(each, each.before, { changedBy: null });
  return { status: 200, body: done };
}

/** Of each edit the book remembers what stood there before. */
function amend(found, fields, change) {
  found.before = { ...found };
  Object.assign(found, fields, { changedBy: change.id });
}

const chosen = (body) => transactions.filter((each) => each.status === "active" && (body.transactions ? body.transactions.includes(each.id) : Object.entries(body.filter).every(([name, value]) => (name === "from" ? each.date >= value : name === "to" ? each.date <= value : name === "q" ? `${each.instrument_symbol} ${each.instrument_name} ${each.note}`.toLowerCase().includes(value.toLowerCase()) : each[name] === value))));

function bulk(body) {
  const rows = chosen(body);
  if (body.count !== undefined && body.count !== rows.length) return refusal(409, "The filter finds another number by now", `It finds ${rows.length}. Look at them, then do it again.`);
  const change = changed(body.remove ? "bulk_remove" : "bulk_revise", rows.length, summaryOf(rows[0]), ADA, { reason: body.reason ?? null });
  const names = body.change?.account ? { account_name: named(body.change.account).name } : {};
  for (const row of rows) amend(row, body.remove ? { status: "removed" } : { ...body.change, ...names }, change);
  return { status: 200, body: change };
}

const plain = ({ day, cents: _cents, units: _units, instrumentObject, accountObject, outside, before, changedBy, ...rest }) => rest;
const [eur, usd, bank] = accounts;
const template = plain(transactions[0]);
const side = (number, fields) => ({ ...template, id: id("7777", number), instrument: null, instrument_symbol: null, instrument_name: null, quantity: null, price: null, fee: null, tax: null, counter_account: null, counter_account_name: null, note: null, joined_transaction: null, ...fields, cash_effect: fields.amount ? { amount: fields.type === "withdrawal" ? `-${fields.amount}` : fields.amount, currency: fields.currency } : null });
const at = (account, type, date, amount, currency, note) => ({ account: account.id, account_name: account.name, type, date, amount, currency, note });
const open = [
  { sent: side(1, at(bank, "withdrawal", "2026-11-12", "1250.00", "EUR", "Standing order savings")), candidates: [{ received: side(2, at(eur, "deposit", "2026-11-13", "1250.00", "EUR", "Incoming payment")), difference: "0.00", days: 1 }, { received: side(3, at(eur, "deposit", "2026-11-16", "1200.00", "EUR", null)), difference: "-50.00", days: 4 }] },
  { sent: side(4, { ...at(eur, "delivery_out", "2026-10-02", null, "EUR", null), instrument: instruments[2].id, instrument_symbol: "SAP", instrument_name: "SAP SE", quantity: "40" }), candidates: [{ received: side(5, { ...at(usd, "delivery_in", "2026-10-06", null, "EUR", null), instrument: instruments[2].id, instrument_symbol: "SAP", instrument_name: "SAP SE", quantity: "40" }), difference: "0", days: 4 }] },
  { sent: side(6, { ...at(bank, "cash_transfer", "2026-09-28", "300.00", "EUR", "To the broker"), arrival: "pending" }), candidates: [] },
];

function match({ sent, received }) {
  const index = open.findIndex((each) => each.sent.id === sent);
  const entry = open[index];
  const other = entry?.candidates.find((each) => each.received.id === received)?.received;
  if (!other) return refusal(404, "Not found", "It may have been joined meanwhile.");
  if (other.amount !== entry.sent.amount) return refusal(422, "The two sides differ", "1,250.00 EUR left and 1,200.00 EUR arrived. Record the difference as a fee first.");
  open.splice(index, 1);
  const joined = { ...entry.sent, type: entry.sent.instrument ? "transfer" : "cash_transfer", counter_account: other.account, counter_account_name: other.account_name, counter_date: other.date, joined_transaction: other.id };
  joinedOnes.set(joined.id, entry);
  changed("match", 2, summaryOf(joined));
  return { status: 200, body: joined };
}
const joinedOnes = new Map();

const toldAction = (number, instrument, { accounts: _accounts, new_instrument, ...terms }) => ({ id: id("6666", number), instrument, ratio_to: null, ratio_from: null, cost_share: null, cash_per_unit: null, new_price: null, fraction_price: null, currency: "USD", note: null, ...terms, new_instrument: new_instrument ? reference(instruments.find((each) => each.id === new_instrument)) : null, scope: "household", bookings: [], recorded_at: STAMP, version: 1 });
const actions = [toldAction(1, instruments[1].id, { type: "split", ex_date: "2020-08-31", ratio_to: 4, ratio_from: 1 })];

function actionPreview(key, body) {
  const instrument = instruments.find((each) => each.id === key);
  const held = instrument.symbol === "AAPL" ? [{ account: accounts[1], count: 40n }] : [];
  const inOwn = (amount) => ({ amount, currency: instrument.currency });
  const after = (count) => (body.type === "split" ? (count * BigInt(body.ratio_to)) / BigInt(body.ratio_from) : count);
  const holdings = held.map(({ account, count }) => ({ account: account.id, account_name: account.name, instrument: reference(instrument), before: { quantity: count.toString(), lots: 2, cost: inOwn("6120.00"), value: inOwn("9180.00") }, after: { quantity: after(count).toString(), lots: 2, cost: inOwn("6120.00"), value: inOwn("9180.00") } }));
  return { status: 200, body: { on: body.ex_date, holdings, cash: [], bookings: [], realized_gain: inOwn("0.00"), warnings: [] } };
}

changed("record", 1, summaryOf(transactions[0]), BEN);
changed("bulk_revise", 12, summaryOf(transactions[9]), ADA, { reason: "All of it is rent" });
changed("remove", 1, summaryOf(transactions[20]), ADA, { undoable: false });
changed("revise", 1, summaryOf(transactions[7]));

const revisionsOf = (found) => {
  const now = plain(found);
  const earlier = { ...now, quantity: now.quantity && "12", price: now.price && "99.5", note: null, revision: 2 };
  return [
    { revision: 3, change: "revised", reason: "The broker's statement says so", actor: ADA, recorded_at: STAMP, transaction: { ...now, revision: 3 } },
    { revision: 2, change: "revised", reason: null, actor: BEN, recorded_at: "2026-11-18T17:02:00.000000Z", transaction: earlier },
    { revision: 1, change: "recorded", reason: null, actor: ADA, recorded_at: "2026-11-17T09:30:00.000000Z", transaction: { ...earlier, fee: "9.90", revision: 1 } },
  ];
};

const page = (items) => ({ items, next_cursor: null });

/** Answers to reading, or undefined where it is not about writing. */
export function readBookings(path, mode) {
  const [, noun, key, part, item] = path.slice(1).split("/");
  if (noun === "transaction-types") return transactionTypes;
  if (noun === "changes") return page(mode === "empty" ? [] : changes);
  if (noun === "transfers" && key === "open") return page(mode === "empty" ? [] : open);
  if (noun === "transactions" && part === "revisions") {
    const found = transactions.find((each) => each.id === key);
    return found && page(revisionsOf(found));
  }
  if (noun === "instruments" && part === "corporate-actions" && item) return actions.find((each) => each.id === item);
  if (noun === "instruments" && part === "corporate-actions") return page(actions.filter((each) => each.instrument === key));
  return undefined;
}

export function writeBookings(method, path, body) {
  const [, noun, key, part, item] = path.slice(1).split("/");
  if (noun === "transactions" && key === "preview") return preview(body);
  if (noun === "transactions" && key === "bulk") return bulk(body);
  if (noun === "changes" && part === "undo") return undo(key);
  if (noun === "transfers" && key === "match") return match(body);
  if (noun === "transfers" && part === "match") {
    open.unshift(joinedOnes.get(key));
    return { status: 204 };
  }
  if (noun !== "instruments" || part !== "corporate-actions") return undefined;
  if (item === "preview") return actionPreview(key, body);
  const place = actions.findIndex((each) => each.id === item);
  if (method === "DELETE") {
    actions.splice(place, 1);
    return { status: 204 };
  }
  if (item) Object.assign(actions[place], toldAction(0, key, { ...actions[place], ...body, new_instrument: body.new_instrument }), { id: item });
  else actions.unshift(toldAction(actions.length + 1, key, body));
  return { status: item ? 200 : 201, body: actions[Math.max(place, 0)] };
}
