import "server-only";

import { cache } from "react";
import { formatInstant } from "@/lib/date";
import { pickLocale } from "@/lib/intl";
import { loadMe } from "./queries";

/** Writes instants in the language and on the clock of the person: on the server, so that both sides agree. */
export const personClock = cache(async (): Promise<(instant: string) => string> => {
  const me = await loadMe();
  const locale = pickLocale(me.ok ? me.data.locale : undefined);
  const timeZone = me.ok ? me.data.time_zone : "UTC";
  return (instant) => formatInstant(instant, locale, timeZone);
});
