import { Suspense, type ReactNode } from "react";
import { PanelBoundary } from "./panel-boundary";

type LoadingPanelProps = { skeleton: ReactNode; children: ReactNode; reload?: string };

/** Suspense and error border of one panel. `reload` shows the skeleton again when its inputs change. */
export function LoadingPanel({ skeleton, children, reload }: LoadingPanelProps) {
  return (
    <PanelBoundary key={reload}>
      <Suspense fallback={skeleton}>{children}</Suspense>
    </PanelBoundary>
  );
}
