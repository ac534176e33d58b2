// Of the stand-in API: what is doubtful about the book, and what a sale of it would bring.
import { accounts, instruments, TODAY, transactions } from "./book.mjs";
import { dayOf, decimal, money } from "./figures.mjs";
import { inEuro, plain, reference, relieve } from "./lots.mjs";

const item = (code, severity, detail, more = {}) => ({ code, severity, account: null, instrument: null, transaction: null, date: null, detail, fix: null, ...more });
const gold = instruments[5];

export const health = {
  amounts_hidden: false, on: TODAY, total: 5,
  items: [
    item("missing_rate", "wrong", "There is no rate from USD to CHF; what is in USD counts as nothing in reports in CHF.", { fix: { method: "POST", path: "/v1/fx-rates", body: { from: "USD", to: "CHF", rates: [{ date: TODAY }] }, fields: ["/rates/0/rate"] } }),
    item("open_transfer", "wrong", "A transfer of 1,250.00 EUR left the current account and has not arrived.", { transaction: transactions[40].id, account: { id: accounts[2].id, name: accounts[2].name } }),
    item("stale_price", "doubtful", "SGLN: the latest price is of 30 Oct 2026.", { instrument: reference(gold), date: "2026-10-30", fix: { method: "POST", path: `/v1/instruments/${gold.id}/prices`, body: { prices: [{ date: TODAY }] }, fields: ["/prices/0/close"] } }),
    item("stale_price", "doubtful", "IBM: the latest price is of 2 Nov 2026.", { instrument: reference(instruments[7]), date: "2026-11-02", fix: { method: "POST", path: `/v1/instruments/${instruments[7].id}/prices`, body: { prices: [{ date: TODAY }] }, fields: ["/prices/0/close"] } }),
    item("large_flow", "note", "On 1 Mar 2016 more money came than was invested before.", { date: "2016-03-01", account: { id: accounts[1].id, name: accounts[1].name } }),
  ],
};

let mended = null;

/** What was mended is gone in the next reading; the one after begins anew, for the next test. */
export function nextHealth() {
  const items = health.items.filter(({ code }) => code !== mended);
  mended = null;
  return { ...health, total: items.length, items };
}

/** Whether the rate or price arrived as the fix wants it. */
export function mend(path, body) {
  const figure = path === "/v1/fx-rates" ? body.from && body.to && body.rates?.[0]?.rate : body.prices?.[0]?.close;
  if (!/^\d+(\.\d+)?$/.test(figure ?? "") || !(body.rates ?? body.prices)[0].date) return false;
  mended = path === "/v1/fx-rates" ? "missing_rate" : null;
  return true;
}

export function saleOf({ account, instrument: id, quantity, date, price, lots: chosen }) {
  const instrument = instruments.find((each) => each.id === id);
  const wanted = BigInt(Math.round(Number(quantity) * 100));
  const at = price ? BigInt(Math.round(Number(price) * 10_000)) : instrument.closes.get(dayOf(TODAY));
  const { open } = relieve(accounts.filter((each) => each.id === account));
  const mine = open.filter(({ entry }) => entry.instrument === id);
  if (wanted > mine.reduce((sum, { left }) => sum + left, 0n)) return null;
  const unit = (lot) => (lot.cost * 10_000n) / lot.units;
  const orders = { fifo: mine, lifo: [...mine].reverse(), hifo: [...mine].sort((a, b) => Number(unit(b) - unit(a))), ...(chosen ? { chosen: mine } : {}) };
  const methods = Object.entries(orders).map(([method, order]) => {
    let left = wanted;
    const sold = [];
    const remaining = [];
    for (const lot of order) {
      const named = BigInt(Math.round(Number(chosen?.find(({ transaction }) => transaction === lot.entry.id)?.quantity ?? 0) * 100));
      const most = method === "chosen" ? named : lot.left;
      const taken = most < left ? most : left;
      left -= taken;
      const proceeds = inEuro((taken * at) / 10_000n, instrument.currency, dayOf(TODAY));
      const cost = (lot.cost * taken) / lot.units;
      const days = dayOf(date ?? TODAY) - lot.entry.day;
      if (taken > 0n) sold.push({ transaction: lot.entry.id, opened_on: lot.entry.date, quantity: plain(taken), cost: money(cost), proceeds: money(proceeds), gain: money(proceeds - cost), holding_days: days, term: days > 365 ? "long" : "short", cents: proceeds - cost, paid: cost, came: proceeds });
      if (taken < lot.left) remaining.push({ transaction: lot.entry.id, opened_on: lot.entry.date, quantity: plain(lot.left - taken), cost: money((lot.cost * (lot.left - taken)) / lot.units) });
    }
    const sum = (of) => sold.reduce((all, each) => all + of(each), 0n);
    return {
      method, is_own: method === "fifo", cost: money(sum(({ paid }) => paid)), proceeds: money(sum(({ came }) => came)), gain: money(sum(({ cents }) => cents)),
      gain_long: money(sum(({ cents, term }) => (term === "long" ? cents : 0n))), gain_short: money(sum(({ cents, term }) => (term === "short" ? cents : 0n))),
      sold: sold.map(({ cents, paid, came, ...lot }) => lot), remaining: remaining.sort((a, b) => (a.opened_on < b.opened_on ? -1 : 1)),
    };
  });
  return { account, instrument: reference(instrument), date: date ?? TODAY, quantity, price: price ?? decimal(at, 4), price_date: price ? null : TODAY, currency: "EUR", long_after_days: 365, methods };
}
