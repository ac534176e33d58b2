"use client";

import { useCallback, useEffect, useState } from "react";
import { CommandPalette, type PalettePlace } from "./command-palette";
import { KeysDialog } from "./keys-dialog";
import { onShellEvents } from "./shell-events";
import { useShortcuts } from "./use-shortcuts";

type Open = "palette" | "keys" | null;

export function ShellOverlays({ places }: { places: PalettePlace[] }) {
  const [open, setOpen] = useState<Open>(null);
  const palette = useCallback(() => setOpen("palette"), []);
  const keys = useCallback(() => setOpen("keys"), []);

  useShortcuts({ palette, keys });
  useEffect(() => onShellEvents({ palette, keys }), [palette, keys]);

  const onOpenChange = (next: boolean) => {
    if (!next) setOpen(null);
  };

  return (
    <>
      <CommandPalette open={open === "palette"} onOpenChange={onOpenChange} places={places} />
      <KeysDialog open={open === "keys"} onOpenChange={onOpenChange} />
    </>
  );
}
