"use client";

import { X } from "lucide-react";
import { Toast as Primitive } from "radix-ui";
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from "react";
import { Button } from "./button";

type Message = {
  text: string;
  tone?: "plain" | "problem";
  action?: { label: string; run: () => void };
  onGone?: () => void;
};

type Shown = Message & { id: number };

const ToastContext = createContext<(message: Message) => void>(() => {});

/** Says something at the lower edge: an undo, or a command that failed. Success itself stays silent. */
export function useToast() {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Shown[]>([]);
  const next = useRef(0);

  const say = useCallback((message: Message) => {
    next.current += 1;
    const id = next.current;
    setShown((before) => [...before.slice(-2), { ...message, id }]);
  }, []);

  const drop = useCallback((toast: Shown) => {
    setShown((before) => before.filter((each) => each.id !== toast.id));
  }, []);

  const value = useMemo(() => say, [say]);

  return (
    <ToastContext.Provider value={value}>
      <Primitive.Provider duration={8000} swipeDirection="down">
        {children}
        {shown.map((toast) => (
          <Primitive.Root
            key={toast.id}
            type={toast.tone === "problem" ? "foreground" : "background"}
            onOpenChange={(open) => {
              if (open) return;
              toast.onGone?.();
              drop(toast);
            }}
            className="flex animate-rise items-center gap-3 rounded-panel bg-overlay py-2 pr-2 pl-4 shadow-overlay"
          >
            <Primitive.Description className={toast.tone === "problem" ? "text-13 text-loss" : "text-13"}>
              {toast.text}
            </Primitive.Description>
            {toast.action ? (
              <Primitive.Action asChild altText={toast.action.label}>
                <Button tone="quiet" size="small" className="text-accent" onClick={toast.action.run}>
                  {toast.action.label}
                </Button>
              </Primitive.Action>
            ) : null}
            <Primitive.Close asChild>
              <Button tone="quiet" size="iconSmall" aria-label="Dismiss">
                <X aria-hidden />
              </Button>
            </Primitive.Close>
          </Primitive.Root>
        ))}
        <Primitive.Viewport className="fixed inset-x-4 bottom-20 z-[60] mx-auto flex w-fit max-w-full flex-col gap-2 outline-none md:bottom-6" />
      </Primitive.Provider>
    </ToastContext.Provider>
  );
}
