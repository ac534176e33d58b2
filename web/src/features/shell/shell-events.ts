/** Buttons anywhere ask the shell, which owns palette and key list, to open them. */
const PALETTE = "coffer:open-palette";
const KEYS = "coffer:open-keys";

export function openPalette(): void {
  window.dispatchEvent(new Event(PALETTE));
}

export function openKeys(): void {
  window.dispatchEvent(new Event(KEYS));
}

export function onShellEvents(handlers: { palette: () => void; keys: () => void }): () => void {
  window.addEventListener(PALETTE, handlers.palette);
  window.addEventListener(KEYS, handlers.keys);
  return () => {
    window.removeEventListener(PALETTE, handlers.palette);
    window.removeEventListener(KEYS, handlers.keys);
  };
}
