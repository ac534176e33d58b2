import type { ReactNode } from "react";

type EmptyProps = { drawing?: ReactNode; title: string; children?: ReactNode; action?: ReactNode };

/** Nothing here yet: one sentence, one action, one quiet drawing. */
export function Empty({ drawing, title, children, action }: EmptyProps) {
  return (
    <div className="flex flex-col items-center justify-center px-6 py-12 text-center">
      {drawing ? <div className="mb-5 text-line-strong">{drawing}</div> : null}
      <p className="text-14 font-medium">{title}</p>
      {children ? <div className="mt-1 max-w-sm text-13 text-muted">{children}</div> : null}
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
