// The book: postings, lots first in, first out, disposals, and the days with their returns.
import Decimal from "decimal.js";

const zero = new Decimal(0);
const cents = (amount) => amount.toDecimalPlaces(2);

class Cursor {
  constructor(points) {
    this.points = points;
    this.place = -1;
  }
  // True where the value is another one than before.
  advance(day) {
    const before = this.place;
    while (this.place + 1 < this.points.length && this.points[this.place + 1].day <= day) ++this.place;
    return this.place !== before;
  }
  get value() {
    return this.points[this.place].value;
  }
}

function check({ type, account, instrument, currency, quantity, fee, amount }, accounts, instruments) {
  const trades = type === "buy" || type === "sell";
  if (!(account < accounts)) throw new Error("There is no such account.");
  if (currency === "") throw new Error("Name the currency.");
  if (type !== "deposit" && !(instrument < instruments)) throw new Error("There is no such instrument.");
  if (trades && !quantity?.gt(0)) throw new Error("Give a quantity above zero.");
  if (fee.lt(0)) throw new Error("A fee is zero or more.");
  if (type !== "dividend" && amount.lt(0)) throw new Error("An amount has no sign here.");
  if (type === "buy" && amount.lt(fee)) throw new Error("The amount includes the fee.");
}

// What a transaction books: they sum to zero.
function post({ type, instrument, quantity, fee, amount }) {
  switch (type) {
    case "deposit": return [{ ledger: "cash", amount }, { ledger: "outside", amount: amount.neg() }];
    case "dividend": {
      return [{ ledger: "cash", amount }, { ledger: "fee", instrument, amount: fee }, { ledger: "dividend", instrument, amount: amount.plus(fee).neg() }];
    }
    case "buy": {
      return [
        { ledger: "position", instrument, quantity, amount: amount.minus(fee) }, { ledger: "fee", instrument, amount: fee },
        { ledger: "cash", amount: amount.neg() },
      ];
    }
    default: {
      return [
        { ledger: "cash", amount }, { ledger: "fee", instrument, amount: fee },
        { ledger: "position", instrument, quantity: quantity.neg(), amount: amount.plus(fee).neg() },
      ];
    }
  }
}

// `quantity` out of a lot, every amount in proportion.
function splitOff(lot, quantity) {
  const part = { ...lot, quantity };
  lot.quantity = lot.quantity.minus(quantity);
  for (const name of ["costLocal", "cost", "grossCost"]) {
    part[name] = lot[name].times(quantity).div(lot.quantity.plus(quantity));
    lot[name] = lot[name].minus(part[name]);
  }
  return part;
}

class Book {
  constructor({ closes, rates, transactions }) {
    this.transactions = transactions;
    this.closes = closes;
    this.cursors = closes.map((points) => new Cursor(points));
    this.rate = new Cursor(rates);
    this.currencyOf = closes.map((_, instrument) => (instrument % 3 === 2 ? "USD" : "EUR"));
    this.accounts = 1 + Math.max(...transactions.slice(0, 100).map(({ account }) => account));
    this.positions = new Map();
    this.disposals = [];
    this.cashSteps = [];
    this.incomeSteps = [];
    this.instrumentFlows = [];
    this.units = closes.map(() => zero);
    this.changed = closes.map(() => false);
    this.cash = { EUR: zero, USD: zero };
    this.balances = Array.from({ length: this.accounts }, () => ({ EUR: zero, USD: zero }));
  }

  toReport(amount, currency) {
    return currency === "EUR" ? amount : amount.div(this.rate.value);
  }

  // Returns what crossed the boundary of the household.
  add(transaction) {
    const { day, type, account, instrument, currency } = transaction;
    check(transaction, this.accounts, this.closes.length);
    let [inflow, instrumentFlow] = [zero, zero];
    for (const posting of post(transaction)) {
      if (posting.amount.isZero()) continue;
      const booked = this.toReport(posting.amount, currency);
      if (posting.ledger === "cash") {
        this.cashSteps.push({ day, account, currency, amount: posting.amount, booked });
        this.cash[currency] = this.cash[currency].plus(posting.amount);
        this.balances[account][currency] = this.balances[account][currency].plus(posting.amount);
      } else if (posting.ledger === "outside") inflow = inflow.minus(booked);
      else if (posting.ledger !== "position") this.incomeSteps.push({ day, type, account, instrument, ledger: posting.ledger, amount: booked.neg() });
      if (posting.instrument !== undefined) instrumentFlow = instrumentFlow.plus(booked);
    }
    if (instrument !== null) this.instrumentFlows.push({ day, account, instrument, amount: instrumentFlow });
    if (type === "buy") this.buy(transaction);
    else if (type === "sell") this.sell(transaction);
    return inflow;
  }

  position(account, instrument) {
    const key = account * this.closes.length + instrument;
    let found = this.positions.get(key);
    if (!found) this.positions.set(key, (found = { account, instrument, units: zero, lots: [], first: 0 }));
    return found;
  }

  change(position, quantity) {
    position.units = position.units.plus(quantity);
    this.units[position.instrument] = this.units[position.instrument].plus(quantity);
    this.changed[position.instrument] = true;
  }

  buy({ day, account, instrument, currency, quantity, fee, amount }) {
    const grossCost = this.toReport(amount.minus(fee), currency);
    const position = this.position(account, instrument);
    position.lots.push({ day, quantity, costLocal: amount, grossCost, cost: grossCost.plus(this.toReport(fee, currency)) });
    this.change(position, quantity);
  }

  sell({ day, account, instrument, currency, quantity, fee, amount }) {
    const position = this.position(account, instrument);
    const grossCost = this.toReport(amount.plus(fee), currency);
    const sale = { quantity, costLocal: amount, grossCost, cost: grossCost.minus(this.toReport(fee, currency)) };
    while (sale.quantity.gt(0)) {
      const oldest = position.lots[position.first];
      const whole = oldest.quantity.lte(sale.quantity);
      if (whole) ++position.first;
      const lot = whole ? oldest : splitOff(oldest, sale.quantity);
      const part = splitOff(sale, lot.quantity);
      const gain = part.cost.minus(lot.cost);
      const assetGain = this.toReport(part.costLocal.minus(lot.costLocal), currency);
      this.disposals.push({
        day, account, instrument, lotDay: lot.day, quantity: lot.quantity, costLocal: lot.costLocal, proceedsLocal: part.costLocal,
        cost: lot.cost, proceeds: part.cost, gain, assetGain, forexGain: gain.minus(assetGain), grossGain: part.grossCost.minus(lot.grossCost),
      });
    }
    this.change(position, quantity.neg());
  }
}

function walk(book) {
  const { transactions, closes, cursors } = book;
  const held = closes.map(() => zero);
  const securities = { EUR: zero, USD: zero };
  const series = [];
  const flows = [];
  const observed = [];
  let [flowsNet, before, booked, index, indexAtObservation] = [zero, zero, zero, 1, 1];
  let [next, nextStep] = [0, 0];
  let cash = zero;
  const last = closes[0].at(-1).day;
  for (let day = transactions[0].day; day <= last; ++day) {
    book.rate.advance(day);
    let flow = zero;
    for (; next < transactions.length && transactions[next].day === day; ++next) flow = flow.plus(book.add(transactions[next]));
    for (; nextStep < book.cashSteps.length; ++nextStep) booked = booked.plus(book.cashSteps[nextStep].booked);
    let hasOwnPrice = false;
    for (let instrument = 0; instrument < closes.length; ++instrument) {
      const moved = cursors[instrument].advance(day);
      if (!moved && !book.changed[instrument]) continue;
      book.changed[instrument] = false;
      const units = book.units[instrument];
      if (units.isZero() && held[instrument].isZero()) continue;
      hasOwnPrice ||= moved;
      const value = units.times(cursors[instrument].value);
      const currency = book.currencyOf[instrument];
      securities[currency] = securities[currency].plus(value.minus(held[instrument]));
      held[instrument] = value;
    }
    cash = book.cash.EUR.plus(book.toReport(book.cash.USD, "USD"));
    const value = securities.EUR.plus(book.toReport(securities.USD, "USD")).plus(cash);
    const capital = flow.gt(0) ? before.plus(flow) : before;
    if (capital.gte("0.00000001")) index *= (flow.lt(0) ? value.minus(flow) : value).toNumber() / capital.toNumber();
    flowsNet = flowsNet.plus(flow);
    if (!flow.isZero()) flows.push({ day, amount: flow });
    if (hasOwnPrice) {
      observed.push(index / indexAtObservation - 1);
      indexAtObservation = index;
    }
    const shown = cents(value);
    series.push({
      day, value: shown, invested: shown.minus(cents(value.minus(flowsNet))), flow: cents(flow), gain: cents(value.minus(before).minus(flow)),
      cash: cents(cash), twr: index - 1,
    });
    before = value;
  }
  return { series, flows, observed, value: before, flowsNet, cashForexGain: cash.minus(booked), from: transactions[0].day - 1, to: last };
}

const annualize = (total, days) => (days < 365 ? null : Math.pow(1 + total, 365 / days) - 1);

function internalRate(payments) {
  const present = (x) => payments.reduce((sum, { time, amount }) => sum + amount * Math.exp((-x * time) / 365), 0);
  let [low, high] = [-0.7, 0.7];
  for (let i = 0; i < 100; ++i) {
    const middle = (low + high) / 2;
    if (present(low) < 0 === present(middle) < 0) low = middle;
    else high = middle;
  }
  return Math.expm1((low + high) / 2);
}

function returns({ series, flows, observed, value, flowsNet, cashForexGain, from, to }) {
  const days = to - from;
  const twr = series.at(-1).twr;
  const payments = flows.map(({ day, amount }) => ({ time: day - from, amount: -amount.toNumber() }));
  const closing = value.toNumber();
  const gain = closing + payments.reduce((sum, { amount }) => sum + amount, 0);
  let [paidIn, capitalDays, invested, weighted, positiveDays] = [0, 0, 0, 0, 0];
  payments.forEach(({ time, amount }, place) => {
    paidIn += Math.max(-amount, 0);
    capitalDays -= amount * (days - time + 1);
    invested -= amount;
    const there = (payments[place + 1]?.time ?? days + 1) - time;
    if (invested <= 0) return;
    weighted += invested * there;
    positiveDays += there;
  });
  let [peak, deepest] = [1, 0];
  for (const { twr: total } of series) {
    peak = Math.max(peak, 1 + total);
    deepest = Math.max(deepest, (peak - 1 - total) / peak);
  }
  const logs = observed.map((one) => Math.log1p(one));
  const mean = logs.reduce((sum, one) => sum + one, 0) / logs.length;
  const deviation = Math.sqrt(logs.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (logs.length - 1));
  return {
    amounts: { value: cents(value), invested: cents(flowsNet), gain: cents(value.minus(flowsNet)), cashForexGain: cents(cashForexGain) },
    ratios: {
      twr, twrAnnualized: annualize(twr, days), irr: internalRate([...payments, { time: days, amount: closing }]), modifiedDietz: (gain * days) / capitalDays,
      simple: gain / paidIn, onAverageInvestment: (gain * positiveDays) / weighted, maxDrawdown: deepest, volatility: deviation * Math.sqrt(252),
      dailyDeviation: deviation, observations: logs.length,
    },
  };
}

function holdings(book, total) {
  const rows = new Map();
  for (const { account, instrument, units, lots, first } of book.positions.values()) {
    const row = { account, instrument, units, cost: zero, costLocal: zero, realized: zero, realizedForex: zero, income: zero };
    for (let i = first; i < lots.length; ++i) {
      row.cost = row.cost.plus(lots[i].cost);
      row.costLocal = row.costLocal.plus(lots[i].costLocal);
    }
    rows.set(account * book.closes.length + instrument, row);
  }
  const rowOf = ({ account, instrument }) => rows.get(account * book.closes.length + instrument);
  for (const disposal of book.disposals) {
    const row = rowOf(disposal);
    row.realized = row.realized.plus(disposal.gain);
    row.realizedForex = row.realizedForex.plus(disposal.forexGain);
  }
  for (const step of book.incomeSteps) {
    if (step.ledger === "dividend") rowOf(step).income = rowOf(step).income.plus(step.amount);
  }
  const items = [...rows.values()].sort((a, b) => a.account - b.account || a.instrument - b.instrument);
  let marketValue = zero;
  for (const row of items) {
    row.price = book.cursors[row.instrument].value;
    row.valueLocal = row.units.times(row.price);
    row.exactValue = book.toReport(row.valueLocal, book.currencyOf[row.instrument]);
    marketValue = marketValue.plus(row.exactValue);
  }
  for (const row of items) {
    const forex = book.toReport(row.costLocal, book.currencyOf[row.instrument]).minus(row.cost);
    const gain = row.exactValue.minus(row.cost);
    row.value = cents(row.exactValue);
    row.weight = row.exactValue.toNumber() / marketValue.toNumber();
    row.averagePrice = row.units.isZero() ? null : row.cost.div(row.units).toDecimalPlaces(10);
    row.return = row.cost.isZero() ? null : gain.toNumber() / row.cost.toNumber();
    row.gain = cents(gain);
    row.forexGain = cents(forex);
    row.assetGain = row.gain.minus(row.forexGain);
    row.costBasis = cents(row.cost);
    row.costBasisLocal = cents(row.costLocal);
    row.realizedGain = cents(row.realized);
    row.realizedForexGain = cents(row.realizedForex);
    row.realizedAssetGain = row.realizedGain.minus(row.realizedForexGain);
    row.earned = cents(row.income);
  }
  const balances = book.balances.flatMap((one, account) =>
    Object.entries(one).map(([currency, amount]) => ({ account, currency, amount, value: cents(book.toReport(amount, currency)) })));
  return { items, balances, marketValue: cents(marketValue), netWorth: cents(total) };
}

function earnings({ incomeSteps, disposals }) {
  const sums = { dividends: zero, netDividends: zero, fees: zero, realizedGain: zero, realizedForexGain: zero, grossGain: zero };
  for (const { type, ledger, amount } of incomeSteps) {
    if (type === "dividend") sums.netDividends = sums.netDividends.plus(amount);
    if (ledger === "dividend") sums.dividends = sums.dividends.plus(amount);
    else sums.fees = sums.fees.minus(amount);
  }
  for (const { gain, forexGain, grossGain } of disposals) {
    sums.realizedGain = sums.realizedGain.plus(gain);
    sums.realizedForexGain = sums.realizedForexGain.plus(forexGain);
    sums.grossGain = sums.grossGain.plus(grossGain);
  }
  for (const name of Object.keys(sums)) sums[name] = cents(sums[name]);
  sums.realizedAssetGain = sums.realizedGain.minus(sums.realizedForexGain);
  return sums;
}

export function compute(input) {
  const book = new Book(input);
  const days = walk(book);
  return { book, days, returns: returns(days), holdings: holdings(book, days.value), earnings: earnings(book) };
}
