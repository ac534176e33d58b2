/** A random key that also works where the page is not a secure context. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * One key per intent: sending the same body again repeats the key, so a retry after a lost answer
 * cannot record twice; a changed body is a new intent.
 */
export class IntentKeys {
  private body: string | null = null;
  private key = "";

  keyFor(body: unknown): string {
    const text = JSON.stringify(body);
    if (text !== this.body) {
      this.body = text;
      this.key = newKey();
    }
    return this.key;
  }

  /** After success the same body means a second thing. */
  reset(): void {
    this.body = null;
  }
}
