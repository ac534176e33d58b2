import { act, render } from "@testing-library/react";
import type { ReactNode } from "react";
import { PermissionsProvider } from "@/features/permissions/public";
import { IntlProvider } from "@/ui/intl-provider";
import { ToastProvider } from "@/ui/toast";

/** Renders what a server component made, with the day and locale of the tests, for somebody who may record. */
export async function renderPanel(panel: ReactNode | Promise<ReactNode>) {
  const ready = await panel;
  let result: ReturnType<typeof render> | undefined;
  await act(async () => {
    result = render(
      <IntlProvider locale="en-GB" today="2026-11-20">
        <PermissionsProvider permissions={["import", "create_accounts", "edit_accounts", "edit_instruments", "edit_transactions"]}>
          <ToastProvider>{ready}</ToastProvider>
        </PermissionsProvider>
      </IntlProvider>,
    );
  });
  if (!result) throw new Error("nothing rendered");
  return result;
}
