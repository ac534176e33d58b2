"use client";

import { createContext, useContext, useMemo, type ReactNode } from "react";
import type { CivilDate } from "@/lib/date";
import { DEFAULT_LOCALE } from "@/lib/intl";

type Intl = { locale: string; today: CivilDate };

const IntlContext = createContext<Intl>({ locale: DEFAULT_LOCALE, today: "1970-01-01" });

export function useLocale(): string {
  return useContext(IntlContext).locale;
}

export function useToday(): CivilDate {
  return useContext(IntlContext).today;
}

type IntlProviderProps = Intl & { children: ReactNode };

/** Locale and day of the person, settled on the server so that both sides write figures alike. */
export function IntlProvider({ locale, today, children }: IntlProviderProps) {
  const value = useMemo(() => ({ locale, today }), [locale, today]);
  return <IntlContext.Provider value={value}>{children}</IntlContext.Provider>;
}
