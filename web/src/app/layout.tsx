import "./globals.css";

import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { COOKIES } from "@/lib/cookies";
import { today } from "@/lib/date";
import { pickLocale } from "@/lib/intl";
import { parsePalette, parseTheme } from "@/lib/theme";
import { IntlProvider } from "@/ui/intl-provider";
import { StyleNonce } from "@/ui/style-nonce";
import { ToastProvider } from "@/ui/toast";
import { TooltipProvider } from "@/ui/tooltip";

export const metadata: Metadata = {
  title: { default: "Coffer", template: "%s · Coffer" },
  description: "What everything is worth, how it performed, and how every figure came about.",
  applicationName: "Coffer",
  appleWebApp: { capable: true, title: "Coffer", statusBarStyle: "default" },
  icons: { icon: { url: "/icon.svg", type: "image/svg+xml" }, apple: "/icons/apple-touch-icon.png" },
  formatDetection: { telephone: false, date: false, address: false, email: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf8f5" },
    { media: "(prefers-color-scheme: dark)", color: "#14110f" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const jar = await cookies();
  const incoming = await headers();
  const theme = parseTheme(jar.get(COOKIES.theme)?.value);
  const palette = parsePalette(jar.get(COOKIES.palette)?.value);
  return (
    <html lang="en" data-theme={theme} data-palette={palette} suppressHydrationWarning>
      <body>
        <StyleNonce nonce={incoming.get("x-nonce") ?? ""} />
        <IntlProvider locale={pickLocale(incoming.get("accept-language"))} today={today(undefined, new Date())}>
          <TooltipProvider>
            <ToastProvider>{children}</ToastProvider>
          </TooltipProvider>
        </IntlProvider>
      </body>
    </html>
  );
}
