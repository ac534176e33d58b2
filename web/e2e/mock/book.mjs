// A deterministic household: accounts, instruments with daily closes, ten years of transactions.
import { dateOf, dayOf, decimal, generator, id, isWeekend } from "./figures.mjs";

export const TODAY = "2026-11-20";
export const START = "2016-03-01";
const STAMP = "2026-11-20T08:15:00.000000Z";

export const accounts = [
  ["Trade Republic", "brokerage", "EUR", "tracked", "fifo", "Trade Republic Bank"],
  ["Interactive Brokers", "brokerage", "USD", "tracked", "fifo", "IBKR Ireland"],
  ["Current account", "bank", "EUR", "tracked", "fifo", "Sparkasse"],
  ["House in Freiburg", "property", "EUR", "untracked", "fifo", null],
  ["Mortgage", "loan", "EUR", "tracked", "fifo", "Sparkasse"],
].map(([name, kind, currency, cash, cost_basis, institution], index) => ({
  id: id("aaaa", index + 1),
  name,
  kind,
  currency,
  cash,
  cost_basis,
  shorts: "refused",
  institution,
  note: null,
  opened_on: START,
  closed_on: null,
  transaction_count: 0,
  created_at: STAMP,
  updated_at: STAMP,
  version: 1,
}));

const [eur, usd, bank] = accounts;

export const instruments = [
  ["VWCE", "IE00BK5BQT80", "Vanguard FTSE All-World UCITS ETF", "etf", "equity", "EUR", 62, 0.085, 0.15, eur],
  ["AAPL", "US0378331005", "Apple Inc.", "stock", "equity", "USD", 26, 0.22, 0.28, usd],
  ["SAP", "DE0007164600", "SAP SE", "stock", "equity", "EUR", 72, 0.1, 0.24, eur],
  ["AGGH", "IE00BDBRDM35", "iShares Core Global Aggregate Bond UCITS ETF", "etf", "bond", "EUR", 5.1, 0.002, 0.05, eur],
  ["MSFT", "US5949181045", "Microsoft Corporation", "stock", "equity", "USD", 52, 0.2, 0.25, usd],
  ["SGLN", "IE00B4ND3602", "iShares Physical Gold ETC", "commodity", "commodity", "EUR", 22, 0.06, 0.14, eur],
  ["BTC", null, "Bitcoin", "crypto", "crypto", "USD", 410, 0.42, 0.6, usd],
  ["IBM", "US4592001014", "International Business Machines", "stock", "equity", "USD", 128, -0.01, 0.22, usd],
].map(([symbol, isin, name, kind, asset_class, currency, start, drift, volatility, account], index) => ({
  id: id("bbbb", index + 1),
  symbol,
  isin,
  name,
  kind,
  currency,
  price_factor: "1",
  exchange: null,
  asset_class,
  region: null,
  sector: null,
  scope: "public",
  account,
  closes: walk(index + 7, start, drift, volatility),
}));

function walk(seed, start, drift, volatility) {
  const random = generator(seed * 7919);
  const market = generator(4242);
  const closes = new Map();
  let level = start;
  for (let day = dayOf(START) - 1; day <= dayOf(TODAY); day += 1) {
    const own = random() + random() + random() - 1.5;
    const shared = market() + market() + market() - 1.5;
    if (!isWeekend(day)) {
      const crash = day >= dayOf("2020-02-20") && day <= dayOf("2020-03-23") ? -0.012 : 0;
      const rebound = day > dayOf("2020-03-23") && day <= dayOf("2020-08-01") ? 0.0038 : 0;
      const bear = day > dayOf("2022-01-05") && day <= dayOf("2022-10-10") ? -0.0011 : 0;
      level *= 1 + drift / 252 + (volatility / 15.9) * (own * 0.75 + shared * 0.9) + (crash + rebound + bear) * (volatility / 0.2);
    }
    closes.set(day, BigInt(Math.round(level * 100)) * 100n);
  }
  return closes;
}

/** Units of EUR for one USD, in ten-thousandths. */
const RATES = walk(99, 0.9, 0, 0.07);
export const rateOn = (day) => RATES.get(day);

export const transactions = [];

function record(fields) {
  const number = transactions.length + 1;
  const { account, instrument, counter } = fields;
  transactions.push({
    id: id("cccc", number),
    account: account.id,
    account_name: account.name,
    type: fields.type,
    date: fields.date,
    time: null,
    settlement_date: null,
    instrument: instrument?.id ?? null,
    instrument_symbol: instrument?.symbol ?? null,
    instrument_name: instrument?.name ?? null,
    quantity: fields.quantity === undefined ? null : decimal(fields.quantity, 2).replace(/\.?0+$/, ""),
    price: fields.price === undefined ? null : decimal(fields.price, 4).replace(/0{1,2}$/, ""),
    amount: fields.cents === undefined ? null : decimal(fields.cents < 0n ? -fields.cents : fields.cents),
    currency: fields.currency ?? account.currency,
    fee: fields.fee ? decimal(fields.fee) : null,
    tax: fields.tax ? decimal(fields.tax) : null,
    fx_rate: null,
    counter_account: counter?.id ?? null,
    counter_account_name: counter?.name ?? null,
    counter_date: null,
    ratio_to: fields.ratio?.[0] ?? null,
    ratio_from: fields.ratio?.[1] ?? null,
    note: fields.note ?? null,
    external_id: null,
    status: "active",
    import: null,
    cash_effect: fields.cents === undefined ? null : { amount: decimal(fields.cents), currency: account.currency },
    revision: 1,
    recorded_at: STAMP,
    created_at: STAMP,
    version: 1,
    day: dayOf(fields.date),
    cents: fields.cents ?? 0n,
    units: fields.units ?? 0n,
    instrumentObject: instrument,
    accountObject: account,
    outside: fields.outside ?? 0n,
  });
  account.transaction_count += 1;
}

/** Quantities are hundredths of a unit; gross = quantity x price, in cents. */
const gross = (units, price) => (units * price) / 10_000n;

function openingDay(date) {
  let day = dayOf(date);
  while (isWeekend(day)) day += 1;
  return day;
}

const BUDGET = { VWCE: 91_000n, AGGH: 34_000n, SAP: 38_000n, SGLN: 24_000n, AAPL: 92_000n, MSFT: 98_000n, BTC: 21_000n, IBM: 38_000n };
const random = generator(31);

for (let year = 2016; year <= 2026; year += 1) {
  for (let month = year === 2016 ? 3 : 1; month <= (year === 2026 ? 11 : 12); month += 1) {
    const stamp = `${year}-${String(month).padStart(2, "0")}`;
    const payday = openingDay(`${stamp}-01`);
    record({ account: bank, type: "income", date: dateOf(payday), cents: 468_000n, note: "Salary", outside: 0n });
    record({ account: bank, type: "expense", date: dateOf(payday + 3), cents: -284_000n - BigInt(Math.round(random() * 40_000)), note: "Household spending" });
    record({ account: bank, counter: eur, type: "cash_transfer", date: dateOf(payday + 1), cents: -125_000n });
    if (month % 3 === 0) record({ account: usd, type: "deposit", date: dateOf(payday + 1), cents: 260_000n, outside: 260_000n });
    for (const [index, instrument] of instruments.entries()) {
      const due = instrument.symbol === "VWCE" ? true : (month + index) % 3 === 0;
      if (!due) continue;
      const day = openingDay(dateOf(payday + 4 + (index % 5)));
      if (day > dayOf(TODAY)) continue;
      const price = instrument.closes.get(day);
      const units = instrument.symbol === "BTC" ? (BUDGET.BTC * 10_000n) / price : ((BUDGET[instrument.symbol] * 10_000n) / price / 100n) * 100n;
      if (units === 0n) continue;
      const selling = instrument.symbol === "IBM" && year === 2021 && month === 8;
      record({
        account: instrument.account,
        instrument,
        type: selling ? "sell" : "buy",
        date: dateOf(day),
        quantity: units,
        units: selling ? -units : units,
        price,
        fee: 100n,
        cents: (selling ? 1n : -1n) * gross(units, price) - 100n,
      });
    }
    if (month % 3 === 2) {
      for (const instrument of instruments.filter((each) => ["AAPL", "MSFT", "SAP", "IBM"].includes(each.symbol))) {
        const held = transactions.filter((each) => each.instrument === instrument.id).reduce((sum, each) => sum + each.units, 0n);
        if (held <= 0n) continue;
        const cents = gross(held, instrument.closes.get(openingDay(`${stamp}-15`))) / 190n;
        if (cents > 0n) record({ account: instrument.account, instrument, type: "dividend", date: dateOf(openingDay(`${stamp}-15`)), tax: cents / 6n, cents: cents - cents / 6n });
      }
    }
  }
}

transactions.sort((a, b) => b.day - a.day || (a.id < b.id ? 1 : -1));
