"use client";

import { Component, type ReactNode } from "react";
import { ProblemPanel } from "./problem-panel";

type PanelBoundaryProps = { children: ReactNode };
type PanelBoundaryState = { digest: string | null; failed: boolean };

/** One panel's fault stays in the panel. */
export class PanelBoundary extends Component<PanelBoundaryProps, PanelBoundaryState> {
  override state: PanelBoundaryState = { digest: null, failed: false };

  static getDerivedStateFromError(error: Error & { digest?: string }): PanelBoundaryState {
    // Redirects and not-found travel as errors; they belong to the router.
    if (error.digest?.startsWith("NEXT_")) throw error;
    return { failed: true, digest: error.digest ?? null };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <ProblemPanel
        title="This part of the screen could not be shown"
        traceId={this.state.digest ?? undefined}
        onRetry={() => window.location.reload()}
      />
    );
  }
}
