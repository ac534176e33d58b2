"use client";

import { Download, Printer } from "lucide-react";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Dialog } from "@/ui/dialog";

/** Shown once. Closing is a choice of its own, so that a slip of the finger does not lose them. */
export function RecoveryCodesDialog({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const text = codes.join("\n");

  const download = () => {
    const file = URL.createObjectURL(new Blob([`Recovery codes of Coffer. Each is good for one use.\n\n${text}\n`], { type: "text/plain" }));
    const link = document.createElement("a");
    link.href = file;
    link.download = "coffer-recovery-codes.txt";
    link.click();
    URL.revokeObjectURL(file);
  };

  return (
    <Dialog
      open
      closing="chosen"
      onOpenChange={onKept}
      title="Keep these recovery codes"
      description="Each lets you in once, in place of the second step: when the phone is lost or broken. They are shown here and never again."
      footer={
        <Button tone="primary" onClick={onKept}>
          I have kept them
        </Button>
      }
    >
      <div data-print className="grid gap-4">
        <h3 className="hidden text-16 print:block">Recovery codes of Coffer</h3>
        <ul aria-label="Recovery codes" className="tabular grid gap-x-6 gap-y-2 rounded-control border bg-paper p-4 font-mono text-13 sm:grid-cols-2">
          {codes.map((code) => (
            <li key={code} className="select-all">
              {code}
            </li>
          ))}
        </ul>
        <div className="flex flex-wrap gap-2 print:hidden">
          <CopyButton text={text} />
          <Button size="small" onClick={download}>
            <Download aria-hidden />
            Download
          </Button>
          <Button size="small" onClick={() => window.print()}>
            <Printer aria-hidden />
            Print
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
