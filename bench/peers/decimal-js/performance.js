// node performance.js DATA FIGURES ROUNDS: a book and all its figures, from transactions in memory. One pass over
// the days; each day looks at what happened and at what has a new price, nothing else. All figures are compared
// with FIGURES first (book.js computes them, figures.js names them), then the computation is timed.
import { readFileSync } from "node:fs";
import Decimal from "decimal.js";
import { compute } from "./book.js";
import { compare } from "./figures.js";

Decimal.set({ precision: 34 });

function read(file) {
  const data = { closes: [], rates: [], transactions: [] };
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const cells = line.split(",");
    if (cells[0] === "close") (data.closes[Number(cells[1])] ??= []).push({ day: Number(cells[2]), value: new Decimal(cells[3]) });
    else if (cells[0] === "rate") data.rates.push({ day: Number(cells[2]), value: new Decimal(cells[3]) });
    else if (cells[0] === "transaction") {
      const [, day, type, account, instrument, currency, quantity, fee, amount] = cells;
      data.transactions.push({
        day: Number(day), type, account: Number(account), instrument: instrument === "" ? null : Number(instrument), currency,
        quantity: quantity === "" ? null : new Decimal(quantity), fee: new Decimal(fee), amount: new Decimal(amount),
      });
    }
  }
  return data;
}

const [data, figures, rounds] = process.argv.slice(2);
const input = read(data);
compare(compute(input), figures);
const milliseconds = [];
for (let i = 0; i < Number(rounds); ++i) {
  const from = process.cpuUsage();
  compute(input);
  const { user, system } = process.cpuUsage(from);
  milliseconds.push((user + system) / 1000);
}
console.log(JSON.stringify({ milliseconds, peak_mb: process.resourceUsage().maxRSS / 1024 }));
