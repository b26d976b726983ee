/**
 * Steps that the server has not acknowledged, kept in the browser: they survive a reload, a closed lid and a crash.
 * No document is kept: mapping steps forward needs only the server's steps since `version`.
 * A draft belongs to the tab that holds its lock; without that tab it is an orphan, and the next tab adopts it.
 */
export interface Draft {
  client: string;
  user: string;
  schema: string;
  version: number;
  steps: unknown[];
}

export class Drafts {
  private readonly prefix: string;

  constructor(
    textId: string,
    private readonly user: string,
    private readonly client: string,
  ) {
    this.prefix = `hvk-draft:${textId}:`;
    void navigator.locks?.request(this.prefix + client, () => new Promise(() => undefined));
  }

  /** Keep the steps; says whether the browser could. */
  keep(draft: Omit<Draft, "client" | "user">): boolean {
    try {
      localStorage.setItem(this.prefix + this.client, JSON.stringify({ ...draft, user: this.user, client: this.client }));
      return true;
    } catch {
      return false;
    }
  }

  drop(client = this.client): void {
    localStorage.removeItem(this.prefix + client);
  }

  /** Drafts of this person that no open tab holds, one adopter at a time. */
  async adopt(take: (orphans: Draft[]) => void | Promise<void>): Promise<void> {
    if (!navigator.locks) return take(this.others(new Set()));
    await navigator.locks.request(`${this.prefix}adopting`, async () => {
      const held = await navigator.locks.query();
      await take(this.others(new Set(held.held?.map((lock) => lock.name!))));
    });
  }

  private others(held: Set<string>): Draft[] {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(this.prefix) && key !== this.prefix + this.client && !held.has(key))
      .map((key) => JSON.parse(localStorage.getItem(key)!) as Draft)
      .filter((draft) => draft.user === this.user);
  }
}

/** The words in steps that cannot be applied any more, so that they can at least be copied. */
export function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).join("");
  if (value === null || typeof value !== "object") return "";
  return Object.entries(value)
    .map(([key, inner]) => (key === "text" && typeof inner === "string" ? inner : wordsOf(inner)))
    .join("");
}
