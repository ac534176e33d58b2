"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useState, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { keepPalette, keepTheme, type Palette, PALETTES, type Theme, THEMES } from "@/lib/theme";

type AppearanceFormProps = { theme: Theme; palette: Palette };

const THEME_LABELS: Record<Theme, string> = { system: "As the device", light: "Light", dark: "Dark" };
const PALETTE_LABELS: Record<Palette, string> = { "green-red": "Green and red", "blue-orange": "Blue and orange" };

export function AppearanceForm({ theme: initialTheme, palette: initialPalette }: AppearanceFormProps) {
  const [theme, setTheme] = useState(initialTheme);
  const [palette, setPalette] = useState(initialPalette);

  const chooseTheme = (next: Theme) => {
    keepTheme(next);
    setTheme(next);
  };

  const choosePalette = (next: Palette) => {
    keepPalette(next);
    setPalette(next);
  };

  return (
    <div className="grid gap-6">
      <Choices legend="Theme">
        {THEMES.map((each) => (
          <Choice key={each} name="theme" checked={theme === each} onChoose={() => chooseTheme(each)}>
            {THEME_LABELS[each]}
          </Choice>
        ))}
      </Choices>
      <Choices legend="Colours of gain and loss">
        {PALETTES.map((each) => (
          <Choice key={each} name="palette" checked={palette === each} onChoose={() => choosePalette(each)}>
            {PALETTE_LABELS[each]}
          </Choice>
        ))}
      </Choices>
      <p className="tabular flex gap-4 text-13" aria-hidden>
        <span className="inline-flex items-center gap-0.5 text-gain">
          <ArrowUp className="size-3.5" />
          +7.31%
        </span>
        <span className="inline-flex items-center gap-0.5 text-loss">
          <ArrowDown className="size-3.5" />
          −2.04%
        </span>
      </p>
    </div>
  );
}

function Choices({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend className="mb-2 text-13 font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-2">{children}</div>
    </fieldset>
  );
}

type ChoiceProps = { name: string; checked: boolean; onChoose: () => void; children: ReactNode };

function Choice({ name, checked, onChoose, children }: ChoiceProps) {
  return (
    <label
      className={cn(
        "target inline-flex h-9 cursor-pointer items-center rounded-control border px-4 text-13 transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
        checked ? "border-accent bg-accent-soft font-medium text-accent" : "border-line-strong text-muted hover:text-text",
      )}
    >
      <input type="radio" name={name} checked={checked} onChange={onChoose} className="sr-only" />
      {children}
    </label>
  );
}
