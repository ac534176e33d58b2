/** What the crosshair says of one day, or of the stretch between two. */
export type ReadoutRow = {
  label: string;
  text: string;
  tone?: "plain" | "gain" | "loss";
  /** The mark of the chart that the row belongs to. */
  key?: MarkKey;
};
export type Readout = { title: string; rows: ReadoutRow[] };

/** `value` and `base` are lines of a course, `beside` what it is compared with, the others parts of a bar. */
export type MarkKey = "value" | "base" | "beside" | "part1" | "part2" | "part3";
