/** What the crosshair says of one day, or of the stretch between two. */
export type ReadoutRow = { label: string; text: string; tone?: "plain" | "gain" | "loss"; key?: "value" | "base" };
export type Readout = { title: string; rows: ReadoutRow[] };
