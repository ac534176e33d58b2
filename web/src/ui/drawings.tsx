import type { ReactNode } from "react";

function Drawing({ children }: { children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 120 72"
      width="120"
      height="72"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      {children}
    </svg>
  );
}

export function ChartDrawing() {
  return (
    <Drawing>
      <path d="M8 64h104M8 46h104M8 28h104" strokeDasharray="1 5" />
      <path d="M10 56h22v-6h24v-9h26v-7h28" />
      <path className="text-accent" stroke="currentColor" strokeWidth="2" d="M10 56c10-2 14-9 22-10s14 5 23-3 12-16 22-17 12 4 18-2 9-10 15-12" />
      <circle className="text-accent" cx="110" cy="12" r="3" fill="currentColor" stroke="none" />
    </Drawing>
  );
}

export function ListDrawing() {
  return (
    <Drawing>
      <rect x="22" y="6" width="76" height="60" rx="7" />
      <path d="M34 22h26M34 36h18M34 50h30" />
      <path className="text-accent" stroke="currentColor" strokeWidth="2" d="M78 22h8M74 36h12M80 50h6" />
    </Drawing>
  );
}

export function FileDrawing() {
  return (
    <Drawing>
      <path d="M42 6h24l16 16v38a6 6 0 0 1-6 6H42a6 6 0 0 1-6-6V12a6 6 0 0 1 6-6Z" />
      <path d="M66 6v10a6 6 0 0 0 6 6h10" />
      <path className="text-accent" stroke="currentColor" strokeWidth="2" d="M59 56V34m-9 9 9-9 9 9" />
    </Drawing>
  );
}

export function WalletDrawing() {
  return (
    <Drawing>
      <rect x="24" y="16" width="72" height="48" rx="8" />
      <path d="M24 30h72" />
      <path d="M34 16c0-5 3-8 8-9l34-2c6 0 9 3 9 8v3" />
      <circle className="text-accent" cx="82" cy="47" r="4" stroke="currentColor" strokeWidth="2" />
    </Drawing>
  );
}
