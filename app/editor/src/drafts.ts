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
  at: number; // ms since 1970; when its tab last kept it
}

const BREATH = 20_000; // ms; a tab keeps its draft anew so often, for browsers without locks
const ABANDONED = 3 * BREATH;

export class Drafts {
  private readonly prefix: string;
  private mine: Draft | null = null;

  constructor(
    textId: string,
    private readonly user: string,
    private readonly client: string,
  ) {
    this.prefix = `hvk-draft:${textId}:`;
    void navigator.locks?.request(this.prefix + client, () => new Promise(() => undefined));
    if (!navigator.locks) setInterval(() => this.mine && this.keep(this.mine), BREATH);
  }

  /** Keep the steps; says whether the browser could. */
  keep(draft: Pick<Draft, "schema" | "version" | "steps">): boolean {
    this.mine = { ...draft, user: this.user, client: this.client, at: Date.now() };
    try {
      localStorage.setItem(this.prefix + this.client, JSON.stringify(this.mine));
      return true;
    } catch {
      return false;
    }
  }

  drop(client = this.client): void {
    if (client === this.client) this.mine = null;
    try {
      localStorage.removeItem(this.prefix + client);
    } catch {
      // a browser that keeps nothing has nothing to drop
    }
  }

  /** Drafts of this person that no open tab holds, one adopter at a time. */
  async adopt(take: (orphans: Draft[]) => void | Promise<void>): Promise<void> {
    if (!navigator.locks) return take(this.others().filter((draft) => !(Date.now() - draft.at < ABANDONED)));
    await navigator.locks.request(`${this.prefix}adopting`, async () => {
      const locks = await navigator.locks.query();
      const held = new Set(locks.held?.map((lock) => lock.name!));
      await take(this.others().filter((draft) => !held.has(this.prefix + draft.client)));
    });
  }

  private others(): Draft[] {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix) && key !== this.prefix + this.client);
      return keys.flatMap((key) => readDraft(localStorage.getItem(key))).filter((draft) => draft.user === this.user);
    } catch {
      return [];
    }
  }
}

/** What is not a draft is left where it is and stops nobody from writing. */
function readDraft(text: string | null): Draft[] {
  try {
    const draft = JSON.parse(text!) as Draft | null;
    return draft && Array.isArray(draft.steps) && Number.isInteger(draft.version) ? [draft] : [];
  } catch {
    return [];
  }
}

/** The words in steps that cannot be applied any more, so that they can at least be copied; blocks on lines of their own. */
export function wordsOf(value: unknown): string {
  if (Array.isArray(value)) {
    const areBlocks = value.some((inner) => inner !== null && typeof inner === "object" && "content" in inner);
    return value.map(wordsOf).filter(Boolean).join(areBlocks ? "\n" : "");
  }
  if (value === null || typeof value !== "object") return "";
  return Object.entries(value)
    .map(([key, inner]) => (key === "text" && typeof inner === "string" ? inner : wordsOf(inner)))
    .join("");
}
