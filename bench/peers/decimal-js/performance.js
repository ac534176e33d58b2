// node performance.js DATA FIGURES ROUNDS: the daily value, invested money and time-weighted return of
// a book, with its realised gain, first in, first out. One pass over the days; each day looks at what
// is held and at what happened, nothing else. The figures are compared first, then it is timed.
import { readFileSync } from "node:fs";
import Decimal from "decimal.js";

Decimal.set({ precision: 34 });
const zero = new Decimal(0);

function read(file) {
  const data = { closes: [], rates: [], transactions: [] };
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const cells = line.split(",");
    if (cells[0] === "close") (data.closes[Number(cells[1])] ??= []).push({ day: Number(cells[2]), value: new Decimal(cells[3]) });
    else if (cells[0] === "rate") data.rates.push({ day: Number(cells[2]), value: new Decimal(cells[3]) });
    else if (cells[0] === "transaction") {
      const [, day, type, account, instrument, currency, quantity, , amount] = cells;
      data.transactions.push({
        day: Number(day), type, account: Number(account), instrument: instrument === "" ? null : Number(instrument), currency,
        quantity: quantity === "" ? null : new Decimal(quantity), amount: new Decimal(amount),
      });
    }
  }
  return data;
}

class Cursor {
  constructor(points) {
    this.points = points;
    this.place = -1;
  }
  advance(day) {
    while (this.place + 1 < this.points.length && this.points[this.place + 1].day <= day) ++this.place;
    return this.points[this.place].value;
  }
}

// What is sold leaves the oldest lots; returns their cost in the report currency.
function sell(lots, quantity) {
  let left = quantity;
  let cost = zero;
  while (left.gt(0)) {
    const lot = lots.items[lots.first];
    if (lot.quantity.lte(left)) {
      cost = cost.plus(lot.cost);
      left = left.minus(lot.quantity);
      ++lots.first;
    } else {
      const part = lot.cost.times(left).div(lot.quantity);
      cost = cost.plus(part);
      lot.cost = lot.cost.minus(part);
      lot.quantity = lot.quantity.minus(left);
      left = zero;
    }
  }
  return cost;
}

function compute({ closes, rates, transactions }) {
  const cursors = closes.map((points) => new Cursor(points));
  const rate = new Cursor(rates);
  const held = closes.map(() => zero);
  const foreign = closes.map((_, instrument) => instrument % 3 === 2);
  const lots = new Map();
  const cash = { EUR: zero, USD: zero };
  const series = [];
  let [realized, invested, before, index] = [zero, zero, zero, 1];
  let next = 0;
  const last = closes[0].at(-1).day;
  for (let day = transactions[0].day; day <= last; ++day) {
    const perEuro = rate.advance(day);
    const convert = (amount, currency) => (currency === "EUR" ? amount : amount.div(perEuro));
    let flow = zero;
    for (; next < transactions.length && transactions[next].day === day; ++next) {
      const { type, account, instrument, currency, quantity, amount } = transactions[next];
      cash[currency] = type === "buy" ? cash[currency].minus(amount) : cash[currency].plus(amount);
      if (type === "deposit") flow = flow.plus(convert(amount, currency));
      if (type !== "buy" && type !== "sell") continue;
      const key = account * closes.length + instrument;
      let position = lots.get(key);
      if (!position) lots.set(key, (position = { items: [], first: 0 }));
      if (type === "buy") {
        position.items.push({ quantity, cost: convert(amount, currency) });
        held[instrument] = held[instrument].plus(quantity);
      } else {
        realized = realized.plus(convert(amount, currency).minus(sell(position, quantity)));
        held[instrument] = held[instrument].minus(quantity);
      }
    }
    let [euros, dollars] = [cash.EUR, cash.USD];
    for (let instrument = 0; instrument < closes.length; ++instrument) {
      if (held[instrument].isZero()) continue;
      const value = held[instrument].times(cursors[instrument].advance(day));
      if (foreign[instrument]) dollars = dollars.plus(value);
      else euros = euros.plus(value);
    }
    const value = euros.plus(dollars.div(perEuro));
    const capital = flow.gt(0) ? before.plus(flow) : before;
    if (capital.gt(0)) index *= (flow.lt(0) ? value.minus(flow) : value).div(capital).toNumber();
    invested = invested.plus(flow);
    series.push({ day, value: value.toDecimalPlaces(2), invested: invested.toDecimalPlaces(2), twr: index - 1 });
    before = value;
  }
  return { series, realized };
}

// Amounts to the cent, returns to nine digits.
function compare({ series, realized }, file) {
  const lines = readFileSync(file, "utf8").trim().split("\n").map((line) => line.split(","));
  const gain = lines.pop();
  const near = (a, b) => new Decimal(a).minus(b).abs().lte("0.01");
  if (lines.length !== series.length) throw new Error(`${series.length} days instead of ${lines.length}`);
  lines.forEach(([day, value, invested, twr], place) => {
    const own = series[place];
    if (own.day !== Number(day) || !near(own.value, value) || !near(own.invested, invested) || Math.abs(own.twr - Number(twr)) > 1e-9)
      throw new Error(`day ${day}: ${own.value} ${own.invested} ${own.twr} instead of ${value} ${invested} ${twr}`);
  });
  if (!near(realized, gain[1])) throw new Error(`realised gain ${realized} instead of ${gain[1]}`);
}

const [data, figures, rounds] = process.argv.slice(2);
const book = read(data);
compare(compute(book), figures);
const milliseconds = [];
for (let i = 0; i < Number(rounds); ++i) {
  const from = process.cpuUsage();
  compute(book);
  const { user, system } = process.cpuUsage(from);
  milliseconds.push((user + system) / 1000);
}
console.log(JSON.stringify({ milliseconds, peak_mb: process.resourceUsage().maxRSS / 1024 }));
