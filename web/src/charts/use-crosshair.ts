"use client";

import { useCallback, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";

export type Crosshair = { at: number | null; anchor: number | null };

const NONE: Crosshair = { at: null, anchor: null };

/** The day (or bar) under the finger, pointer or arrow key; dragging, or Shift with arrows, measures a stretch. */
export function useCrosshair(indexAt: (fraction: number) => number, length: number) {
  const [crosshair, setCrosshair] = useState<Crosshair>(NONE);
  const dragging = useRef(false);

  const indexOf = useCallback(
    (event: PointerEvent<HTMLElement>) => {
      const box = event.currentTarget.getBoundingClientRect();
      const fraction = (event.clientX - box.left) / Math.max(box.width, 1);
      return indexAt(Math.min(Math.max(fraction, 0), 1));
    },
    [indexAt],
  );

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const at = indexOf(event);
    dragging.current = true;
    if (event.pointerType === "mouse") event.currentTarget.setPointerCapture(event.pointerId);
    setCrosshair({ at, anchor: event.pointerType === "mouse" ? at : null });
  };

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const at = indexOf(event);
    setCrosshair((before) => ({ at, anchor: dragging.current ? before.anchor : null }));
  };

  const onPointerUp = () => {
    dragging.current = false;
    setCrosshair((before) => (before.anchor === before.at ? { ...before, anchor: null } : before));
  };

  const onPointerLeave = () => {
    if (!dragging.current) setCrosshair(NONE);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const last = length - 1;
    const step = Math.max(Math.round(length / 50), 1);
    const moves: Record<string, (at: number) => number> = {
      ArrowLeft: (at) => at - 1,
      ArrowRight: (at) => at + 1,
      PageUp: (at) => at - step,
      PageDown: (at) => at + step,
      Home: () => 0,
      End: () => last,
    };
    if (event.key === "Escape") setCrosshair(NONE);
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    setCrosshair((before) => {
      const from = before.at ?? last;
      const at = Math.min(Math.max(move(from), 0), last);
      return { at, anchor: event.shiftKey ? (before.anchor ?? from) : null };
    });
  };

  const onBlur = () => setCrosshair(NONE);

  return { crosshair, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerLeave, onPointerCancel: onPointerUp, onKeyDown, onBlur } };
}
