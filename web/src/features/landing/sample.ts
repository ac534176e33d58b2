import { addDays } from "@/lib/date";

/** A made-up course for the landing page, labelled as an example there. */
export function samplePoints(): { date: string; value: string; invested: string }[] {
  const points = [];
  let cents = 4_000_000;
  let invested = 4_000_000;
  let state = 20_160_301;
  for (let week = 0; week <= 260; week += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const swing = state / 2_147_483_648 - 0.5;
    const crash = week >= 103 && week <= 107 ? -0.055 : week > 107 && week <= 122 ? 0.014 : 0;
    if (week > 0 && week % 26 === 13) {
      invested += 450_000;
      cents += 450_000;
    }
    cents = Math.round(cents * (1 + 0.0017 + swing * 0.034 + crash));
    points.push({ date: addDays("2021-11-19", week * 7), value: text(cents), invested: text(invested) });
  }
  return points;
}

function text(cents: number): string {
  const digits = String(cents);
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
