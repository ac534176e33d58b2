import { COOKIES, writeCookie } from "./cookies";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const PALETTES = ["green-red", "blue-orange"] as const;
export type Palette = (typeof PALETTES)[number];

export function parseTheme(text: string | undefined): Theme {
  return THEMES.find((theme) => theme === text) ?? "system";
}

export function parsePalette(text: string | undefined): Palette {
  return PALETTES.find((palette) => palette === text) ?? "green-red";
}

/** Takes effect at once, and on the server from the next request on. */
export function keepTheme(theme: Theme): void {
  writeCookie(COOKIES.theme, theme);
  document.documentElement.dataset.theme = theme;
}

export function keepPalette(palette: Palette): void {
  writeCookie(COOKIES.palette, palette);
  document.documentElement.dataset.palette = palette;
}
