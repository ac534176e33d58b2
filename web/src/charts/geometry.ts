import { scaleLinear } from "d3-scale";
import { area, curveLinear, curveStepAfter, line } from "d3-shape";
import { addDays, addMonths, type CivilDate, dayNumber, daysBetween, type DateStyle } from "@/lib/date";

/** Plots are drawn in a square of this size and stretched: the server needs to know no width. */
export const EXTENT = 1000;

/** `base` is stepped and lies under the value; `beside` is another course to compare with. */
export type PlotPoint = { date: CivilDate; value: number; base?: number; beside?: number };

export type Baseline = "fitted" | "zero";

export type Plot = {
  days: number[];
  x: (index: number) => number;
  y: (value: number) => number;
  yTicks: number[];
  xTicks: XTick[];
  lowest: number;
};

export type XTick = { date: CivilDate; at: number; style: DateStyle };

export function layOut(points: PlotPoint[], baseline: Baseline): Plot {
  const days = points.map((point) => dayNumber(point.date));
  const first = days[0] ?? 0;
  const span = Math.max((days.at(-1) ?? 0) - first, 1);
  const [low, high] = bounds(points, baseline);
  const scale = scaleLinear().domain([low, high]).range([EXTENT, 0]);
  return {
    days,
    x: (index) => (((days[index] ?? first) - first) / span) * EXTENT,
    y: (value) => scale(value),
    yTicks: hairlines(low, high),
    xTicks: points.length > 1 ? ticksOf(points[0]?.date ?? "", points.at(-1)?.date ?? "") : [],
    lowest: scale.domain()[0] ?? 0,
  };
}

/** Values far above zero start near their lowest, so that movement shows; others start at zero. */
function bounds(points: PlotPoint[], baseline: Baseline): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const { value, base, beside } of points) {
    low = Math.min(low, value, base ?? value, beside ?? value);
    high = Math.max(high, value, base ?? value, beside ?? value);
  }
  if (!Number.isFinite(low)) return [0, 1];
  if (baseline === "zero" || (low > 0 && low < high * 0.4)) low = Math.min(low, 0);
  if (baseline === "zero") high = Math.max(high, 0);
  const room = (high - low || Math.abs(high) || 1) * 0.04;
  return [low === 0 ? 0 : low - room, high === 0 ? 0 : high + room];
}

export function valuePath(points: PlotPoint[], plot: Plot): string {
  return line<PlotPoint>((_, index) => plot.x(index), (point) => plot.y(point.value)).digits(1)(points) ?? "";
}

export function basePath(points: PlotPoint[], plot: Plot): string {
  return (
    line<PlotPoint>((_, index) => plot.x(index), (point) => plot.y(point.base ?? 0))
      .defined((point) => point.base !== undefined)
      .curve(curveStepAfter)
      .digits(1)(points) ?? ""
  );
}

export function besidePath(points: PlotPoint[], plot: Plot): string {
  return (
    line<PlotPoint>((_, index) => plot.x(index), (point) => plot.y(point.beside ?? 0))
      .defined((point) => point.beside !== undefined)
      .digits(1)(points) ?? ""
  );
}

export function areaPath(points: PlotPoint[], plot: Plot, floor: number): string {
  return (
    area<PlotPoint>((_, index) => plot.x(index), plot.y(floor), (point) => plot.y(point.value))
      .curve(curveLinear)
      .digits(1)(points) ?? ""
  );
}

/** The point closest to a place between 0 (left) and 1 (right). */
export function nearestIndex(plot: Plot, fraction: number): number {
  const { days } = plot;
  const first = days[0] ?? 0;
  const wanted = first + fraction * ((days.at(-1) ?? first) - first);
  let low = 0;
  let high = days.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? 0) <= wanted) low = middle;
    else high = middle;
  }
  return wanted - (days[low] ?? 0) <= (days[high] ?? 0) - wanted ? low : high;
}

const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120];
const MOST_TICKS = 7;
const MOST_LINES = 5;
const STEPS = [1, 2, 2.5, 5, 10];

/** Round values between the ends, three to five of them. */
export function hairlines(low: number, high: number): number[] {
  const power = 10 ** Math.floor(Math.log10((high - low) / MOST_LINES));
  const step = (STEPS.find((each) => Math.floor(high / (each * power)) - Math.ceil(low / (each * power)) < MOST_LINES) ?? 10) * power;
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  return Array.from({ length: count }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

function ticksOf(from: CivilDate, to: CivilDate): XTick[] {
  const span = Math.max(daysBetween(from, to), 1);
  const place = (date: CivilDate) => daysBetween(from, date) / span;
  if (span <= 62) {
    const step = Math.max(Math.ceil(span / 6), 1);
    return Array.from({ length: Math.floor(span / step) }, (_, index) => addDays(from, (index + 1) * step - Math.ceil(step / 2)))
      .map((date) => ({ date, at: place(date), style: "short" as const }));
  }
  const step = MONTH_STEPS.find((months) => span / 30.4 / months <= MOST_TICKS) ?? 120;
  const ticks: XTick[] = [];
  for (let date = firstTick(from, step); date <= to; date = addMonths(date, step)) {
    ticks.push({ date, at: place(date), style: step >= 12 ? "year" : "month" });
  }
  return ticks.filter((tick) => tick.at > 0.02 && tick.at < 0.985);
}

function firstTick(from: CivilDate, step: number): CivilDate {
  const year = Number(from.slice(0, 4));
  if (step >= 12) {
    const years = step / 12;
    return `${Math.ceil((year + 0.001) / years) * years}-01-01`.padStart(10, "0");
  }
  let date = `${from.slice(0, 4)}-01-01`;
  while (date < from) date = addMonths(date, step);
  return date;
}
