/** Who else is at the text: takes what the server says of them, tells them where this tab's cursor is. Nothing is kept. */
import { sendableSteps } from "prosemirror-collab";
import { Plugin } from "prosemirror-state";
import { caretPlugin, caretsOf, mapped, withCarets, type Caret } from "./carets";
import type { Context, Feature, MakeFeature } from "./feature";
import { PeopleList, type Person } from "./people-list";
import { MADE_BY } from "./session";

const TELL_EVERY = 150; // ms

interface Placed {
  id: string;
  version: number;
  anchor: number | null;
  head: number | null;
}

export const presence: MakeFeature = (context): Feature => new Presence(context).feature;

class Presence {
  readonly feature: Feature;
  private readonly list: PeopleList;
  private people = new Map<string, Person>();
  private waiting = new Map<string, Placed>();
  private believed: { anchor: number; head: number } | null = null; // where the others see this tab's cursor
  private timer: number | undefined;
  private isTelling = false;
  private movements = 0;

  constructor(private readonly context: Context) {
    this.list = new PeopleList(document.getElementById("people") as HTMLDetailsElement, context.page.data.words.presence, {
      announce: context.announce,
      show: (person) => this.goTo(person),
      isPlaced: (person) => this.caretOf(person) !== undefined,
    });
    this.feature = {
      plugins: [caretPlugin(), this.watching()],
      heard: { people: ({ people }: { people: Person[] }) => this.meet(people), place: (placed: Placed) => this.place(placed) },
      standing: (standing) => (standing === "offline" || standing === "stopped") && this.forget(),
    };
  }

  // Others ───────────────────────────────────────────────────────────────────────────────────────

  private meet(people: Person[]): void {
    const own = this.context.session().client;
    const others = people.filter((one) => one.client !== own);
    const isNew = others.some((one) => !this.people.has(one.id));
    this.people = new Map(others.map((one) => [one.id, one]));
    const view = this.context.view();
    const there = [...caretsOf(view.state)].filter(([id]) => this.people.has(id));
    if (there.length < caretsOf(view.state).size) view.dispatch(withCarets(view.state, new Map(there)));
    this.list.show(this.eachOnce(others));
    if (isNew) this.tellAgain();
  }

  /** Everybody but the reader; in two tabs one is still one person, who may write if either tab may. */
  private eachOnce(people: Person[]): Person[] {
    const found = new Map<number, Person>();
    for (const one of people) if (String(one.person) !== this.context.page.userId && !found.get(one.person)?.writes) found.set(one.person, one);
    return [...found.values()];
  }

  private place(placed: Placed): void {
    const view = this.context.view();
    const person = this.people.get(placed.id);
    if (!person) return;
    const carets = new Map(caretsOf(view.state));
    const caret = placed.anchor === null || placed.head === null ? null : this.caretAt(person, placed.version, placed.anchor, placed.head);
    this.waiting.delete(placed.id);
    if (caret === "later") return void this.waiting.set(placed.id, placed);
    if (caret) carets.set(placed.id, caret);
    else carets.delete(placed.id);
    view.dispatch(withCarets(view.state, carets));
  }

  private caretAt(person: Person, version: number, anchor: number, head: number): Caret | "later" | null {
    const { places } = this.context.session();
    const { state } = this.context.view();
    const [from, to] = [anchor, head].map((place) => places.now(state, version, place, person.client));
    if (from === "later" || to === "later") return "later";
    return typeof from === "number" && typeof to === "number" ? { person, anchor: from, head: to, moved: this.movements++ } : null;
  }

  private caretOf(person: Person): Caret | undefined {
    return [...caretsOf(this.context.view().state).values()].find((caret) => caret.person.person === person.person);
  }

  private goTo(person: Person): void {
    const view = this.context.view();
    const caret = this.caretOf(person);
    if (!caret) return;
    const { node } = view.domAtPos(caret.head);
    (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: "center" });
  }

  private forget(): void {
    const view = this.context.view();
    this.people.clear();
    this.waiting.clear();
    this.believed = null;
    this.list.forget();
    if (caretsOf(view.state).size > 0) view.dispatch(withCarets(view.state, new Map()));
  }

  // This tab ─────────────────────────────────────────────────────────────────────────────────────

  /** The others move this tab's cursor along with the text as it moves theirs: only what they cannot know is told. */
  private watching(): Plugin {
    return new Plugin({
      view: () => ({
        update: (view, before) => {
          if (this.waiting.size > 0 && !view.state.doc.eq(before.doc)) queueMicrotask(() => [...this.waiting.values()].forEach((one) => this.place(one)));
          if (view.hasFocus()) this.tellSoon();
        },
      }),
      state: {
        init: () => null,
        apply: (transaction) => {
          if (this.believed) this.believed = mapped(this.believed, transaction.mapping, transaction.getMeta(MADE_BY) ? -1 : 1);
          return null;
        },
      },
      props: { handleDOMEvents: { focus: () => (this.tellSoon(), false) } },
    });
  }

  private tellAgain(): void {
    if (!this.believed) return;
    this.believed = null;
    this.tellSoon();
  }

  private tellSoon(): void {
    this.timer ??= window.setTimeout(() => {
      this.timer = undefined;
      void this.tell();
    }, TELL_EVERY);
  }

  /** Waits until everything typed here is saved: a place means the same to everybody only in a text that all have. */
  private async tell(): Promise<void> {
    if (this.isTelling || !this.context.session().writable || this.isBelieved()) return;
    this.isTelling = true;
    const version = await this.context.session().settled();
    this.isTelling = false;
    const { state } = this.context.view();
    if (sendableSteps(state)) return this.tellSoon();
    const { anchor, head } = state.selection;
    this.believed = { anchor, head };
    this.context.session().say({ type: "place", version, anchor, head });
  }

  private isBelieved(): boolean {
    const { anchor, head } = this.context.view().state.selection;
    return this.believed?.anchor === anchor && this.believed.head === head;
  }
}
