// Reports over the book: simple, but consistent with one another to the cent.
import { accounts, instruments, rateOn, START, TODAY, transactions } from "./book.mjs";
import { benchmarkOf } from "./analysis.mjs";
import { dateOf, dayOf, decimal, isWeekend, money } from "./figures.mjs";

const [eur, usd, bank, house, loan] = accounts;
const oldest = [...transactions].reverse();

function inEuro(cents, currency, day) {
  return currency === "EUR" ? cents : (cents * rateOn(day)) / 10_000n;
}

/** Value, cash and money put in of a set of accounts for every day. */
function course(scope) {
  const ids = new Set(scope.map((account) => account.id));
  const days = [];
  const units = new Map();
  const cash = new Map(scope.map((account) => [account.id, account === bank ? 1_450_000n : account === eur ? 150_000n : 900_000n]));
  let invested = 0n;
  let growth = 1;
  let before = null;
  let cursor = 0;
  for (let day = dayOf(START) - 1; day <= dayOf(TODAY); day += 1) {
    let flow = 0n;
    for (; cursor < oldest.length && oldest[cursor].day <= day; cursor += 1) {
      const entry = oldest[cursor];
      const other = entry.counter_account;
      if (ids.has(entry.account)) {
        cash.set(entry.account, (cash.get(entry.account) ?? 0n) + entry.cents);
        if (entry.instrument) units.set(entry.instrument, (units.get(entry.instrument) ?? 0n) + entry.units);
        if (["deposit", "withdrawal"].includes(entry.type)) flow += inEuro(entry.cents, entry.accountObject.currency, day);
      }
      if (other && ids.has(other)) cash.set(other, (cash.get(other) ?? 0n) - entry.cents);
      if (entry.type === "cash_transfer" && ids.has(entry.account) !== ids.has(other)) {
        flow += ids.has(entry.account) ? entry.cents : -entry.cents;
      }
    }
    let investments = 0n;
    for (const instrument of instruments) {
      const held = units.get(instrument.id) ?? 0n;
      if (held !== 0n) investments += inEuro((held * instrument.closes.get(day)) / 10_000n, instrument.currency, day);
    }
    let liquid = 0n;
    for (const account of scope) {
      if (account === house || account === loan) continue;
      liquid += inEuro(cash.get(account.id) ?? 0n, account.currency, day);
    }
    const years = (day - dayOf(START)) / 365;
    const property = ids.has(house.id) ? 31_000_000n + BigInt(Math.floor(years)) * 1_150_000n : 0n;
    const debt = ids.has(loan.id) ? -(24_000_000n - BigInt(Math.floor(years * 12)) * 92_000n) : 0n;
    const value = investments + liquid + property + debt;
    if (before === null) invested = value;
    else invested += flow;
    const base = before === null ? value : before + flow;
    if (before !== null && base > 0n) growth *= Number(value) / Number(base);
    days.push({ day, value, invested, flow, growth, cash: liquid, investments, property, loans: debt, units: new Map(units), balances: new Map(cash) });
    before = value;
  }
  return days;
}

const courses = new Map();

export function courseOf(scope) {
  const key = scope.map((account) => account.id).join();
  if (!courses.has(key)) courses.set(key, course(scope));
  return courses.get(key);
}

function spaced(days, interval) {
  const weekday = (day) => new Date(day * 86_400_000).getUTCDay();
  return days.filter((point, index) => {
    if (index === 0 || index === days.length - 1) return true;
    if (interval === "week") return weekday(point.day) === 5;
    if (interval === "month") return dateOf(point.day + 1).endsWith("-01");
    return !isWeekend(point.day);
  });
}

function stretch(scope, from, to) {
  const all = courseOf(scope);
  const first = from ? Math.max(dayOf(from), all[0].day) : all[0].day;
  const last = Math.min(to ? dayOf(to) : dayOf(TODAY), dayOf(TODAY));
  return all.filter((point) => point.day >= first && point.day <= last);
}

const PRICES = { oldest: "2026-11-19", newest: TODAY };

export function performance(scope, { from, to, interval, benchmark }) {
  const days = stretch(scope, from, to);
  const first = days[0];
  const last = days.at(-1);
  const against = benchmark ? benchmarkOf(benchmark, first.day) : null;
  const shift = first.value - first.invested;
  const point = (each) => {
    const invested = each.invested + shift;
    return { date: dateOf(each.day), value: decimal(each.value), invested: decimal(invested), gain: decimal(each.value - invested), flow: decimal(each.flow), twr: Number((each.growth / first.growth - 1).toFixed(6)), ...(against ? { benchmark: against.at(each.day) } : {}) };
  };
  const invested = last.invested + shift;
  const gain = last.value - invested;
  const twr = last.growth / first.growth - 1;
  const years = (last.day - first.day) / 365;
  let peak = 0;
  let fall = 0;
  for (const each of days) {
    peak = Math.max(peak, each.growth);
    fall = Math.max(fall, 1 - each.growth / peak);
  }
  const income = gain / 9n;
  return {
    from: dateOf(first.day), to: dateOf(last.day), currency: "EUR",
    policy: { name: "default", cost_basis: null, fees_in_cost: true, flow_timing: "start", annualize_short: false },
    value: money(last.value), opening_value: money(first.value), invested: money(invested), net_flow: money(invested - first.value), gain: money(gain),
    twr, twr_annualized: years >= 1 ? (1 + twr) ** (1 / years) - 1 : null, twr_annualized_reason: years >= 1 ? null : "shorter_than_a_year",
    irr: years >= 1 ? ((1 + twr) ** (1 / years) - 1) * 0.93 : twr * 1.04, irr_reason: null, irr_others: [],
    max_drawdown: fall, max_drawdown_from: null, max_drawdown_to: null, volatility: 0.1382,
    earned_without_capital: money(0n), realized_gain: money(gain / 7n), unrealized_gain: money((gain * 3n) / 4n), currency_effect: money(-gain / 23n),
    dividends: money(income), interest: money(0n), income: money(income), fees: money(gain / 190n), taxes: money(income / 6n),
    benchmark: against ? { instrument: against.instrument, total: against.at(last.day) } : null,
    series: spaced(days, interval).map(point), prices_as_of: PRICES, stale: false, warnings: [],
  };
}

export function netWorth({ from, to, interval }) {
  const days = stretch(accounts, from, to);
  const first = days[0];
  const last = days.at(-1);
  const shift = first.value - first.invested;
  return {
    on: dateOf(last.day), from: dateOf(first.day), to: dateOf(last.day), currency: "EUR", total: money(last.value),
    by_kind: { cash: money(last.cash), investments: money(last.investments), property: money(last.property), loans: money(last.loans) },
    accounts: accounts.map((account) => {
      const value = courseOf([account]).at(-1).value;
      return { account: account.id, name: account.name, kind: account.kind, share: "1", value: money(value), whole_value: money(value) };
    }),
    series: spaced(days, interval).map((each) => ({
      date: dateOf(each.day), total: decimal(each.value), invested: decimal(each.invested + shift), cash: decimal(each.cash),
      investments: decimal(each.investments), property: decimal(each.property), loans: decimal(each.loans),
    })),
    prices_as_of: PRICES, stale: false, warnings: [],
  };
}

export function holdings(scope) {
  const last = courseOf(scope).at(-1);
  const total = last.value;
  const items = instruments.flatMap((instrument) => {
    const held = last.units.get(instrument.id) ?? 0n;
    if (held === 0n) return [];
    const price = instrument.closes.get(last.day);
    const local = (held * price) / 10_000n;
    const value = inEuro(local, instrument.currency, last.day);
    const costLocal = transactions.filter((each) => each.instrument === instrument.id && each.units > 0n).reduce((sum, each) => sum - each.cents, 0n);
    const cost = (inEuro(costLocal, instrument.currency, last.day) * 104n) / 100n;
    const gain = value - cost;
    const old = instrument.symbol === "SGLN";
    return [{
      instrument: { id: instrument.id, symbol: instrument.symbol, isin: instrument.isin, name: instrument.name, kind: instrument.kind, currency: instrument.currency },
      quantity: decimal(held).replace(/\.?0+$/, ""), price: decimal(price, 4).replace(/0{1,2}$/, ""), price_date: old ? "2026-10-30" : TODAY, price_stale: old,
      value: money(value), value_local: money(local, instrument.currency), cost_basis: money(cost), cost_basis_local: money(costLocal, instrument.currency),
      unrealized_gain: money(gain), unrealized_gain_percent: decimal((gain * 10_000n) / cost), asset_effect: money(gain), currency_effect: money(0n),
      realized_gain: money(0n), income: money(value / 60n), weight: Number(value) / Number(total), opened_on: START, accounts: [],
    }];
  }).sort((a, b) => Number(b.value.amount) - Number(a.value.amount));
  const cash = scope.filter((account) => account !== house && account !== loan).map((account) => {
    const balance = last.balances.get(account.id);
    const value = inEuro(balance, account.currency, last.day);
    return { account: account.id, account_name: account.name, balance: money(balance, account.currency), value: money(value), weight: Number(value) / Number(total) };
  });
  const sum = (list) => list.reduce((whole, each) => whole + BigInt(each.amount.replace(".", "")), 0n);
  const cost = sum(items.map((each) => each.cost_basis));
  const gain = sum(items.map((each) => each.unrealized_gain));
  return {
    on: TODAY, currency: "EUR", items, cash,
    totals: {
      value: money(total), securities: money(last.investments + last.property), cash: money(last.cash), loans: money(last.loans), in_transit: money(0n), cost_basis: money(cost),
      unrealized_gain: money(gain), unrealized_gain_percent: cost === 0n ? null : decimal((gain * 10_000n) / cost), realized_gain: money(gain / 6n), income: money(gain / 8n),
    },
    prices_as_of: { oldest: items.some((each) => each.price_stale) ? "2026-10-30" : TODAY, newest: TODAY }, stale: items.some((each) => each.price_stale),
    warnings: items.some((each) => each.price_stale) ? [{ code: "stale_price", instrument: instruments[5].id, account: null, transaction: null, date: "2026-10-30", detail: "SGLN: the latest price is of 30 Oct 2026." }] : [],
  };
}

const LABELS = { equity: "Equity", bond: "Bonds", commodity: "Commodities", crypto: "Crypto", cash: "Cash", property: "Property" };

export function allocation(scope, by) {
  const last = courseOf(scope).at(-1);
  const parts = new Map();
  const add = (key, label, value) => parts.set(key, { key, label, value: (parts.get(key)?.value ?? 0n) + value });
  for (const instrument of instruments) {
    const held = last.units.get(instrument.id) ?? 0n;
    if (held === 0n) continue;
    const value = inEuro((held * instrument.closes.get(last.day)) / 10_000n, instrument.currency, last.day);
    if (by === "currency") add(instrument.currency, instrument.currency, value);
    else if (by === "account") add(instrument.account.id, instrument.account.name, value);
    else if (by === "instrument") add(instrument.id, instrument.name, value);
    else if (by === "asset_class") add(instrument.asset_class, LABELS[instrument.asset_class], value);
    else add("unknown", "Not said", value);
  }
  if (by === "account") add(bank.id, bank.name, last.balances.get(bank.id) ?? 0n);
  else add(by === "currency" ? "EUR" : "cash", by === "currency" ? "EUR" : "Cash", last.cash);
  if (last.property > 0n) add(by === "currency" ? "EUR" : "property", by === "currency" ? "EUR" : "Property", last.property);
  const items = [...parts.values()].sort((a, b) => (a.value < b.value ? 1 : -1));
  const total = items.reduce((sum, each) => sum + each.value, 0n);
  return {
    on: TODAY, currency: "EUR", by, total: money(total),
    items: items.map((each) => ({ key: each.key, label: each.label, value: money(each.value), weight: Number(each.value) / Number(total) })),
    prices_as_of: PRICES, stale: false, warnings: [],
  };
}

export { usd };
