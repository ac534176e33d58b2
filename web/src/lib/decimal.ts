/**
 * Decimal numbers as the API sends them: strings. Nothing here turns one into a binary
 * floating-point number except `toPixelScale`, whose result may only place marks on a screen.
 */
const DECIMAL = /^-?\d+(\.\d+)?$/;

/** A plain decimal string; no exponent, no grouping. */
export type DecimalText = `${number}`;

export function isDecimal(text: string): text is DecimalText {
  return DECIMAL.test(text);
}

/** -1, 0 or 1. */
export function signOf(text: string): -1 | 0 | 1 {
  if (!/[1-9]/.test(text)) return 0;
  return text.startsWith("-") ? -1 : 1;
}

/** The same value without its sign. */
export function magnitude(text: string): string {
  return text.startsWith("-") ? text.slice(1) : text;
}

/** The same value with the other sign. */
export function negate(text: string): string {
  if (signOf(text) === 0) return magnitude(text);
  return text.startsWith("-") ? text.slice(1) : `-${text}`;
}

/** The number of digits after the point, trailing zeros not counted. */
export function scaleOf(text: string): number {
  const fraction = text.split(".")[1] ?? "";
  return fraction.replace(/0+$/, "").length;
}

/** Orders by value, exactly. */
export function compareDecimals(a: string, b: string): -1 | 0 | 1 {
  const scale = Math.max(fractionOf(a).length, fractionOf(b).length);
  const left = scaled(a, scale);
  const right = scaled(b, scale);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** For positions on a screen only: never for a figure that is shown or sent. */
export function toPixelScale(text: string): number {
  return Number(text);
}

/** a - b, exactly: for what a chart reads out between two of its points. */
export function subtract(a: string, b: string): string {
  const scale = Math.max(fractionOf(a).length, fractionOf(b).length);
  return unscaled(scaled(a, scale) - scaled(b, scale), scale);
}

/** Moves the point: by -2, per cent become a fraction. */
export function shiftPoint(text: string, places: number): string {
  const scale = fractionOf(text).length;
  const shifted = scale - places;
  const value = scaled(text, scale);
  return shifted >= 0 ? unscaled(value, shifted) : unscaled(value * 10n ** BigInt(-shifted), 0);
}

function unscaled(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale);
  return `${value < 0n ? "-" : ""}${whole}${scale > 0 ? `.${fraction}` : ""}`;
}

function fractionOf(text: string): string {
  return text.split(".")[1] ?? "";
}

function scaled(text: string, scale: number): bigint {
  const [whole = "0", fraction = ""] = magnitude(text).split(".");
  const value = BigInt(whole + fraction.padEnd(scale, "0"));
  return text.startsWith("-") ? -value : value;
}
