import type { TrailNode } from "@/api/types";
import { formatDecimal } from "@/lib/money";

/** A step as a person would key it in: the terms, and what comes out. */
export type WrittenOut = { terms: string; result: string };

const MOST_TERMS = 12;

type Write = (values: string[], node: TrailNode) => string;

const braced = (value: string) => (value.startsWith("\u2212") ? `(${value})` : value);
const joined = (sign: string): Write => (values) => values.map((value, index) => (index === 0 ? value : braced(value))).join(` ${sign} `);
const listed = (words: string): Write => (values) => `${words} ${values.join("; ")}`;

const WRITTEN: Record<string, Write> = {
  sum: (values) => values.map((value, index) => (index === 0 ? value : value.startsWith("\u2212") ? `\u2212 ${value.slice(1)}` : `+ ${value}`)).join(" "),
  difference: joined("\u2212"),
  negate: ([value = ""]) => `0 \u2212 ${braced(value)}`,
  complement: ([value = ""]) => `1 \u2212 ${braced(value)}`,
  product: joined("\u00d7"),
  quotient: joined("\u00f7"),
  reciprocal: ([value = ""]) => `1 \u00f7 ${braced(value)}`,
  scale: ([first = "", second = "", third = ""]) => `${first} \u00d7 ${braced(second)} \u00f7 ${braced(third)}`,
  round: ([value = ""], { digits }) => (digits === null ? value : `${value}, rounded to ${digits} ${digits === 1 ? "digit" : "digits"}`),
  min: listed("the least of"),
  max: listed("the greatest of"),
  growth: joined("\u00f7"),
  compound: joined("\u00d7"),
  excess: ([value = ""]) => `${value} \u2212 1`,
  factor: ([value = ""]) => `1 + ${braced(value)}`,
  annualize: ([value = ""], { days }) => `(1 + ${braced(value)})^(365 \u00f7 ${days ?? "days"}) \u2212 1`,
  per_period: ([first = "", second = ""]) => `(1 + ${braced(first)})^(1 \u00f7 ${second}) \u2212 1`,
  logarithm: ([value = ""]) => `ln(${value})`,
  per_year: ([first = "", second = ""]) => `${first} \u00d7 \u221a${second}`,
  mean: listed("the mean of"),
  count: (values) => `the number of ${values.length === 1 ? "figure" : "figures"} below`,
};

/** What the other operations do, where no line of a calculator can say it. */
const SENTENCES: Record<string, string> = {
  sum: "The figures below, added",
  difference: "The first figure below, less all others",
  compound: "The factors below, multiplied",
  min: "The least of the figures below",
  max: "The greatest of the figures below",
  mean: "The mean of the figures below",
  apportion: "A part of the first figure by the weights that follow, to the cent, the largest remainders first",
  internal_rate: "The yearly rate at which the dated figures below are together worth nothing (days \u00f7 365)",
  periodic_rate: "The rate per period at which the figures below are together worth nothing",
  present_value: "What the dated figures below are worth at the rate that comes first",
  log_deviation: "The sample deviation of the logarithms of the figures below",
  log_shortfall: "The same deviation, of what lies below the mean alone",
  drawdown: "The deepest fall from a peak of the factors below, multiplied in their order",
  days: "Days between the two dates",
  drawdown_days: "The most days from a peak to a day as high again",
  time_weighted: "Each figure below times its days until the end, divided by all days",
  mean_invested: "The mean of what was invested over the days on which something was",
  accrue: "Growth at the yearly rates below, day by day",
  deviation: "The sample deviation of the figures below",
  shortfall: "The root of the mean square of how far the figures below lie under zero",
  covariance: "The covariance of the two samples below",
  quantile: "The figure at that place, in ascending order",
};

/** Null for a stored input: nothing was computed. */
export function writeOut(node: TrailNode, operands: TrailNode[], locale: string): WrittenOut | null {
  if (node.operation === "input") return null;
  const result = valueText(node, locale);
  const write = WRITTEN[node.operation];
  if (write && operands.length <= MOST_TERMS && operands.length === node.operands.length) {
    return { terms: operands.length === 0 ? "0" : write(operands.map((operand) => valueText(operand, locale)), node), result };
  }
  return { terms: SENTENCES[node.operation] ?? "Computed from the figures below", result };
}

/** Exact digits; a statistic with as many as matter. */
export function valueText(node: TrailNode, locale: string): string {
  if (node.amount !== null) return formatDecimal(node.amount, locale, { max: 20 });
  if (node.ratio !== null) return formatDecimal(node.ratio.toFixed(10), locale, { max: 10 });
  return "–";
}

/** "Cost of 36 ACME: 3,600.00 EUR" says its value last: it stands in a column of its own. */
export function labelOf(sentence: string): string {
  const cut = sentence.lastIndexOf(": ");
  return cut > 0 && /^[-\u2212+]?[\d.,'\u00a0\u202f ]*\d[^:]{0,8}$/.test(sentence.slice(cut + 2)) ? sentence.slice(0, cut) : sentence;
}
