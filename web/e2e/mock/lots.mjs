// Of the stand-in API: lots of the book, first in first out, and the income of its months.
import { accounts, instruments, rateOn, TODAY, transactions } from "./book.mjs";
import { dateOf, dayOf, decimal, money } from "./figures.mjs";

export const inEuro = (cents, currency, day) => (currency === "EUR" ? cents : (cents * rateOn(day)) / 10_000n);
export const reference = ({ id, symbol, isin, name, kind, currency }) => ({ id, symbol, isin, name, kind, currency });
export const plain = (units) => decimal(units).replace(/\.?0+$/, "");

/** Open lots and disposals of some accounts, with exact figures in hundredths. */
export function relieve(scope, method = "fifo") {
  const ids = new Set(scope.map((account) => account.id));
  const open = [];
  const disposals = [];
  for (const entry of [...transactions].reverse()) {
    if (!entry.instrument || !ids.has(entry.account) || entry.units === 0n) continue;
    const currency = entry.instrumentObject.currency;
    if (entry.units > 0n) {
      open.push({ entry, left: entry.units, cost: inEuro(-entry.cents, currency, entry.day), local: -entry.cents, units: entry.units });
      continue;
    }
    let wanted = -entry.units;
    const queue = open.filter((lot) => lot.entry.instrument === entry.instrument && lot.left > 0n);
    if (method === "lifo") queue.reverse();
    if (method === "hifo") queue.sort((a, b) => Number((b.cost * 10_000n) / b.units - (a.cost * 10_000n) / a.units));
    for (const lot of queue) {
      if (wanted === 0n) break;
      const taken = lot.left < wanted ? lot.left : wanted;
      const proceeds = inEuro((entry.cents * taken) / -entry.units, currency, entry.day);
      const cost = (lot.cost * taken) / lot.units;
      disposals.push({ entry, lot, taken, proceeds, cost });
      lot.left -= taken;
      wanted -= taken;
    }
  }
  return { open: open.filter((lot) => lot.left > 0n), disposals: disposals.reverse() };
}

export function lots(scope, { instrument, cost_basis: method }) {
  const { open, disposals } = relieve(scope, method);
  const last = dayOf(TODAY);
  const wanted = (each) => !instrument || each.entry.instrument === instrument;
  return {
    on: TODAY, currency: "EUR", warnings: [], amounts_hidden: false,
    items: open.filter(wanted).sort((a, b) => (a.entry.instrument < b.entry.instrument ? -1 : a.entry.instrument > b.entry.instrument ? 1 : a.entry.day - b.entry.day)).map((lot) => {
      const of = lot.entry.instrumentObject;
      const value = inEuro((lot.left * of.closes.get(last)) / 10_000n, of.currency, last);
      const cost = (lot.cost * lot.left) / lot.units;
      return {
        account: lot.entry.account, instrument: reference(of), transaction: lot.entry.id, opened_on: lot.entry.date, quantity: plain(lot.left),
        cost: money(cost), cost_local: money((lot.local * lot.left) / lot.units, of.currency), value: money(value), unrealized_gain: money(value - cost),
      };
    }),
    disposals: disposals.filter(wanted).map(({ entry, lot, taken, proceeds, cost }) => ({
      account: entry.account, instrument: reference(entry.instrumentObject), transaction: entry.id, date: entry.date, opened_on: lot.entry.date,
      quantity: plain(taken), proceeds: money(proceeds), cost: money(cost), gain: money(proceeds - cost),
    })),
  };
}

export function income(scope, { from, to }) {
  const ids = new Set(scope.map((account) => account.id));
  const first = from ? dayOf(from) + 1 : dayOf("2016-03-01");
  const last = to ? dayOf(to) : dayOf(TODAY);
  const found = transactions.filter((each) => each.type === "dividend" && ids.has(each.account) && each.day >= first && each.day <= last);
  const nothing = () => ({ dividends: 0n, interest: 0n, taxes: 0n });
  const interest = accounts[2];
  const months = new Map();
  for (let day = first; day <= last; day += 1) months.set(dateOf(day).slice(0, 7), nothing());
  const parts = new Map();
  const total = nothing();
  const add = (key, name, cents) => {
    for (const sums of [months.get(key.month), total, parts.get(key.part) ?? parts.set(key.part, nothing()).get(key.part)]) sums[name] += cents;
  };
  for (const entry of found) {
    const key = { month: entry.date.slice(0, 7), part: entry.instrument };
    const tax = BigInt((entry.tax ?? "0").replace(".", ""));
    add(key, "dividends", inEuro(entry.cents + tax, entry.instrumentObject.currency, entry.day));
    add(key, "taxes", inEuro(tax, entry.instrumentObject.currency, entry.day));
  }
  if (ids.has(interest.id)) {
    for (const month of months.keys()) if (month > "2023-02" && Number(month.slice(5)) % 3 === 0) add({ month, part: null }, "interest", 4_130n);
  }
  const shown = ({ dividends, interest: received, taxes }) => ({ dividends: money(dividends), interest: money(received), other: money(0n), taxes: money(taxes), net: money(dividends + received - taxes) });
  return {
    amounts_hidden: false, from: dateOf(first - 1), to: dateOf(last), currency: "EUR", total: shown(total), warnings: [],
    by_month: [...months].map(([month, sums]) => ({ month, ...shown(sums) })),
    by_instrument: [...parts].map(([part, sums]) => ({ instrument: part ? reference(instruments.find(({ id }) => id === part)) : null, ...shown(sums) })).sort((a, b) => Number(b.net.amount) - Number(a.net.amount)),
  };
}
