import { act, render } from "@testing-library/react";
import type { ReactNode } from "react";
import { IntlProvider } from "@/ui/intl-provider";
import { ToastProvider } from "@/ui/toast";

/** Renders what a server component made, with the day and locale of the tests. */
export async function renderPanel(panel: ReactNode | Promise<ReactNode>) {
  const ready = await panel;
  let result: ReturnType<typeof render> | undefined;
  await act(async () => {
    result = render(
      <IntlProvider locale="en-GB" today="2026-11-20">
        <ToastProvider>{ready}</ToastProvider>
      </IntlProvider>,
    );
  });
  if (!result) throw new Error("nothing rendered");
  return result;
}
