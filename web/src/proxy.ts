import { type NextRequest, NextResponse } from "next/server";

/** The address asked for, so that a lost session can lead back to it. */
export const PATH_HEADER = "x-coffer-path";

const API_PATHS = ["/v1/", "/graphql", "/healthz", "/readyz"];

export function proxy(request: NextRequest): NextResponse {
  const { pathname, searchParams } = request.nextUrl;

  // Behind nginx these never arrive here; without it the application still works on its own.
  if (process.env.COFFER_API_URL && API_PATHS.some((path) => pathname.startsWith(path))) {
    return NextResponse.rewrite(new URL(pathname + request.nextUrl.search, process.env.COFFER_API_URL));
  }

  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  const query = new URLSearchParams(searchParams);
  query.delete("_rsc");
  headers.set(PATH_HEADER, query.size > 0 ? `${pathname}?${query}` : pathname);
  headers.set("x-nonce", nonce);
  headers.set("Content-Security-Policy", policy);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  if (request.headers.get("x-forwarded-proto") === "https") {
    response.headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  }
  return response;
}

function contentSecurityPolicy(nonce: string): string {
  const development = process.env.NODE_ENV === "development";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export const config = {
  matcher: "/((?!_next/static|_next/image|favicon.ico|icon.svg|icons/|manifest.webmanifest).*)",
};
