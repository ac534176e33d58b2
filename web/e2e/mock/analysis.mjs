// Of the stand-in API: what the reports say beyond value and return.
import { instruments, rateOn, TODAY } from "./book.mjs";
import { dateOf, dayOf, decimal, money } from "./figures.mjs";
import { inEuro, plain, reference, relieve } from "./lots.mjs";
import { courseOf } from "./reports.mjs";

const stretch = (scope, { from, to }) => {
  const all = courseOf(scope);
  const first = from ? Math.max(dayOf(from), all[0].day) : all[0].day;
  const last = Math.min(to ? dayOf(to) : dayOf(TODAY), dayOf(TODAY));
  return all.filter((point) => point.day >= first && point.day <= last);
};

const frame = (days) => ({ amounts_hidden: false, from: dateOf(days[0].day), to: dateOf(days.at(-1).day), currency: "EUR", warnings: [] });

/** The price of an instrument in euro against that of the first day. */
export function benchmarkOf(id, first) {
  const instrument = instruments.find((each) => each.id === id);
  if (!instrument) return null;
  const price = (day) => Number(instrument.closes.get(day)) * (instrument.currency === "EUR" ? 1 : Number(rateOn(day)) / 10_000);
  return { instrument: reference(instrument), at: (day) => Number((price(day) / price(first) - 1).toFixed(6)) };
}

export function returns(scope, query) {
  const days = stretch(scope, query);
  const parts = (characters) => {
    const ends = new Map();
    for (const each of days.slice(1)) ends.set(dateOf(each.day).slice(0, characters), each);
    let before = days[0];
    return [...ends].map(([period, end]) => {
      const found = { period, from: dateOf(before.day), to: dateOf(end.day), twr: Number((end.growth / before.growth - 1).toFixed(6)), gain: money(end.value - end.invested - before.value + before.invested) };
      before = end;
      return found;
    });
  };
  return { ...frame(days), twr: days.at(-1).growth / days[0].growth - 1, months: parts(7), years: parts(4) };
}

export function risk(scope, query) {
  const days = stretch(scope, query);
  let peak = days[0];
  let deepest = { depth: 0, peak: null, trough: null, recovery: null, days_down: 0 };
  const series = days.map((each) => {
    if (each.growth >= peak.growth) peak = each;
    const drawdown = Math.min(each.growth / peak.growth - 1, 0);
    if (-drawdown > deepest.depth) deepest = { depth: -drawdown, peak: dateOf(peak.day), trough: dateOf(each.day), recovery: null, days_down: 0, height: peak.growth };
    return { date: dateOf(each.day), drawdown: Number(drawdown.toFixed(6)) };
  });
  const back = days.find((each) => deepest.trough && each.day > dayOf(deepest.trough) && each.growth >= deepest.height);
  const { height, ...shown } = deepest;
  const against = query.benchmark ? benchmarkOf(query.benchmark, days[0].day) : null;
  return {
    ...frame(days), risk_free: "0", confidence: "0.95", observations: days.length, volatility: 0.1382, semi_deviation: 0.0961,
    max_drawdown: { ...shown, recovery: back ? dateOf(back.day) : null, days_down: shown.peak ? (back ? back.day : days.at(-1).day) - dayOf(shown.peak) : 0 },
    sharpe: 0.84, sortino: 1.21, calmar: 0.62, value_at_risk: 0.0127, series,
    benchmark: against ? { instrument: against.instrument, total: against.at(days.at(-1).day), beta: 0.71, alpha: 0.0134, tracking_error: 0.0612, information_ratio: 0.22, correlation: 0.87 } : null,
  };
}

export function contribution(scope, query) {
  const days = stretch(scope, query);
  const [first, last] = [days[0], days.at(-1)];
  const whole = last.growth / first.growth - 1;
  const gain = last.value - last.invested - first.value + first.invested;
  const parts = instruments.flatMap((instrument, index) => {
    const held = last.units.get(instrument.id) ?? 0n;
    if (held === 0n) return [];
    const moved = Number(instrument.closes.get(last.day)) / Number(instrument.closes.get(first.day)) - 1;
    return [{ instrument, weight: (moved * Number(inEuro((held * instrument.closes.get(first.day)) / 10_000n, instrument.currency, first.day))) / (index + 2) }];
  });
  const sum = parts.reduce((all, { weight }) => all + Math.abs(weight), 0) || 1;
  const items = parts.map(({ instrument, weight }) => ({ instrument: reference(instrument), contribution: Number(((weight / sum) * Math.abs(whole)).toFixed(6)), cents: BigInt(Math.round((weight / sum) * Math.abs(Number(gain)))) })).sort((a, b) => b.contribution - a.contribution);
  const rest = items.reduce((left, { contribution: part }) => left - part, whole);
  const left = items.reduce((all, { cents }) => all - cents, gain);
  return {
    ...frame(days), gain: money(gain), twr: whole,
    items: [...items.map(({ cents, ...each }) => ({ ...each, gain: money(cents) })), { instrument: null, contribution: rest, gain: money(left) }],
  };
}

export function trades(scope, { from, to, cost_basis: method, instrument, state }) {
  const { open, disposals } = relieve(scope, method);
  const [first, last] = [from ? dayOf(from) : 0, to ? dayOf(to) : dayOf(TODAY)];
  const row = (state, lot, taken, cost, proceeds, closing) => {
    const until = closing ? closing.day : dayOf(TODAY);
    const days = until - lot.entry.day;
    const ratio = Number(proceeds - cost) / Number(cost);
    return {
      state, account: lot.entry.account, instrument: reference(lot.entry.instrumentObject), opened_by: lot.entry.id, closed_by: closing?.id ?? null, opened_on: lot.entry.date, closed_on: closing?.date ?? null,
      quantity: plain(taken), cost: money(cost), proceeds: money(proceeds), gain: money(proceeds - cost), holding_days: days, return: ratio, return_annualized: days < 365 ? null : (1 + ratio) ** (365 / days) - 1,
    };
  };
  const wanted = ({ entry }) => !instrument || entry.instrument === instrument;
  return {
    amounts_hidden: false, from: from ?? "2016-02-29", to: dateOf(last), currency: "EUR", warnings: [],
    items: [
      ...open.filter(wanted).reverse().map((lot) => row("open", lot, lot.left, (lot.cost * lot.left) / lot.units, inEuro((lot.left * lot.entry.instrumentObject.closes.get(dayOf(TODAY))) / 10_000n, lot.entry.instrumentObject.currency, dayOf(TODAY)), null)),
      ...disposals.filter(({ entry }) => wanted({ entry }) && entry.day > first && entry.day <= last).map(({ entry, lot, taken, cost, proceeds }) => row("closed", lot, taken, cost, proceeds, entry)),
    ].filter((each) => !state || state === "all" || each.state === state),
  };
}

export function prices(instrument, { from, to }) {
  const items = [...instrument.closes].filter(([day]) => new Date(day * 86_400_000).getUTCDay() % 6 !== 0 && (!from || day >= dayOf(from)) && (!to || day <= dayOf(to)))
    .map(([day, close]) => ({ date: dateOf(day), close: decimal(close, 4).replace(/0{1,2}$/, ""), currency: instrument.currency, source: "manual", recorded_at: "2026-11-20T08:15:00.000000Z" }));
  return { instrument: reference(instrument), items, next_cursor: null };
}
