import type { NextConfig } from "next";

const FILES_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const config: NextConfig = {
  output: "standalone",
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  allowedDevOrigins: ["127.0.0.1", "localhost"],
  async headers() {
    return [
      {
        source: "/:path*",
        headers: [
          { key: "X-Content-Type-Options", value: "nosniff" },
          { key: "Referrer-Policy", value: "same-origin" },
          { key: "X-Frame-Options", value: "DENY" },
          { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
          { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
          { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
        ],
      },
      {
        // What the proxy does not see: files without a page.
        source: "/:folder(_next|icons)/:path*",
        headers: [{ key: "Content-Security-Policy", value: FILES_POLICY }],
      },
      {
        source: "/:file(favicon.ico|icon.svg|manifest.webmanifest)",
        headers: [{ key: "Content-Security-Policy", value: FILES_POLICY }],
      },
    ];
  },
};

export default config;
