import type { Loaded } from "@/api/loaded";
import type { Import } from "@/api/types";

type Known = { file: Import; etag?: string };

/** Sends changes of one import one after the other, each upon what the one before has made of it. */
export class ChangeLine<Change> {
  #latest: Known | null = null;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(private readonly patch: (change: Change, known: Known) => Promise<Loaded<Import>>) {}

  /** `seen`: the import as the page shows it, which may be older than what was answered last. */
  send(seen: Known, change: (file: Import) => Change): Promise<Loaded<Import>> {
    const sent = this.#tail.then(async () => {
      const known = this.#latest && this.#latest.file.version > seen.file.version ? this.#latest : seen;
      const answer = await this.patch(change(known.file), known);
      if (answer.ok) this.#latest = { file: answer.data, ...(answer.etag ? { etag: answer.etag } : {}) };
      return answer;
    });
    this.#tail = sent;
    return sent;
  }
}
