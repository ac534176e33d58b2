import type { Loaded } from "./loaded";

type Page<T> = { items: T[]; next_cursor?: string | null };

/** A list read to its end: people, grants, invitations. Long lists are shown page by page instead. */
export async function loadPages<T>(read: (cursor: string | undefined) => Promise<Loaded<Page<T>>>): Promise<Loaded<T[]>> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    if (!page.ok) return page;
    items.push(...page.data.items);
    cursor = page.data.next_cursor ?? undefined;
  } while (cursor);
  return { ok: true, data: items, etag: null };
}
