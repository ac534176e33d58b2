/** RFC 9457 as the API sends it, read with care: a proxy in between may answer with anything. */
export type FieldProblem = { pointer: string; detail: string };

export type Problem = {
  type: string;
  title: string;
  status: number;
  detail?: string;
  errors: FieldProblem[];
  traceId?: string;
  /** Until when the server wants no repetition (Retry-After), in milliseconds since 1970. */
  retryAt?: number;
};

/** The last word of the type: `auth:wrong-proof` of `urn:coffer:problem:auth:wrong-proof`. */
export function kindOf(problem: { type: string }): string {
  return problem.type.replace(/^urn:coffer:problem:/, "");
}

/** The server could not be reached, or answered with something that is no problem document. */
export function unreachable(): Problem {
  return {
    type: "urn:coffer:problem:web:unreachable",
    title: "The server did not answer",
    status: 0,
    detail: "Nothing you recorded is affected. Check the connection and try again.",
    errors: [],
  };
}

export function parseProblem(body: unknown, status: number, traceId: string | null, retryAt?: number): Problem {
  const known = isRecord(body) ? body : {};
  return {
    type: text(known.type) ?? "about:blank",
    title: text(known.title) ?? titleOf(status),
    status,
    detail: text(known.detail),
    errors: Array.isArray(known.errors) ? known.errors.flatMap(fieldProblem) : [],
    traceId: text(known.trace_id) ?? traceId ?? undefined,
    ...(retryAt === undefined ? {} : { retryAt }),
  };
}

/** Problems by the name of the form's field: `/fee` and `/fee/amount` both belong to `fee`. */
export function problemsByField(problem: Problem | null): Record<string, string> {
  const byField: Record<string, string> = {};
  for (const { pointer, detail } of problem?.errors ?? []) {
    const field = pointer.split("/")[1];
    if (field && !(field in byField)) byField[field] = detail;
  }
  return byField;
}

function fieldProblem(entry: unknown): FieldProblem[] {
  if (!isRecord(entry)) return [];
  const pointer = text(entry.pointer);
  const detail = text(entry.detail);
  return pointer !== undefined && detail !== undefined ? [{ pointer, detail }] : [];
}

function titleOf(status: number): string {
  if (status === 404) return "This does not exist, or is not yours to see";
  if (status === 409 || status === 412) return "Someone changed this meanwhile";
  if (status === 429) return "Too many requests for the moment";
  if (status >= 500) return "The server could not answer";
  return "The request was refused";
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
