// All figures as rows, in the order in which performance_benchmark writes its own, and their comparison.
import { readFileSync } from "node:fs";

function* rows({ book, days, returns, holdings, earnings }) {
  for (const one of days.series) {
    yield ["day", one.day, one.value, one.invested, one.flow, one.gain, one.cash];
    yield ["twr", one.day, one.twr];
  }
  for (const one of book.cashSteps) yield ["cash", one.day, one.account, one.currency, one.amount, one.booked];
  for (const one of book.incomeSteps) yield ["income", one.day, one.account, one.instrument, one.amount];
  for (const one of book.instrumentFlows) yield ["flow", one.day, one.account, one.instrument, one.amount];
  for (const { account, instrument, lots, first } of book.positions.values()) {
    for (const one of lots.slice(first)) yield ["lot", account, instrument, one.day, one.quantity, one.costLocal, one.cost, one.grossCost];
  }
  for (const one of book.disposals) {
    yield [
      "disposal", one.day, one.account, one.instrument, one.lotDay, one.quantity, one.costLocal, one.proceedsLocal, one.cost, one.proceeds,
      one.gain, one.assetGain, one.forexGain, one.grossGain,
    ];
  }
  for (const one of holdings.items) {
    yield [
      "holding", one.account, one.instrument, one.units, one.price, one.value, one.valueLocal, one.costBasis, one.costBasisLocal, one.averagePrice,
      one.gain, one.assetGain, one.forexGain, one.realizedGain, one.realizedAssetGain, one.realizedForexGain, one.earned,
    ];
    yield ["weight", one.account, one.instrument, one.weight, one.return];
  }
  for (const one of holdings.balances) yield ["balance", one.account, one.currency, one.amount, one.value];
  yield ["total", holdings.marketValue, holdings.netWorth, ...Object.values(returns.amounts), ...Object.values(earnings)];
  yield ["returns", ...Object.values(returns.ratios)];
}

// Shown amounts to the cent, since one may be rounded up and the other down; amounts in the book to a
// hundred-thousandth of a cent; returns to nine digits.
const tolerance = { day: 0.01, holding: 0.01, balance: 0.01, total: 0.01, twr: 1e-9, weight: 1e-9, returns: 1e-9 };

export function compare(result, file) {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  let place = 0;
  for (const row of rows(result)) {
    const cells = (lines[place++] ?? "").split(",");
    const most = (tolerance[row[0]] ?? 1e-7) * 1.000001;
    const same = (own, cell) =>
      own === null ? cell === "" : typeof own === "string" ? own === cell : cell !== "" && Math.abs(Number(own) - Number(cell)) <= most;
    if (cells.length !== row.length || !row.every((own, i) => same(own, cells[i])))
      throw new Error(`line ${place}: ${row.map(String)} instead of ${cells}`);
  }
  if (place !== lines.length) throw new Error(`${place} figures instead of ${lines.length}`);
}
