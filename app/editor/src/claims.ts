/**
 * What the figures say of the text: sentences that cite a number which has changed, and claims that the figures speak
 * against. The server looks at the saved text; here it is marked, and nothing stops the writing.
 */
import { getVersion, sendableSteps } from "prosemirror-collab";
import type { Node } from "prosemirror-model";
import { NodeSelection, Plugin, PluginKey, TextSelection, type EditorState } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import type { Context, MakeFeature } from "./feature";
import type { Figure } from "./figure-source";
import { showCard, showCount, uncoverText } from "./side";

/** As the server tells it; see app/figures/pages.py. Places are of the text at `version`. */
interface Told {
  version: number;
  titles: Record<string, string>;
  regions: Record<string, string>;
  sentences: { key: string; from: number; to: number }[];
  changed: { key: string; at: number; told: string }[];
  claims: { key: string; from: number; to: number; told: string; points: [string, string][] }[];
}

type Words = Record<string, string>;

const PAUSE = 1500; // ms after the last change
const key = new PluginKey<Marks>("claims");

/** What is known of the text's figures, and where it is shown. */
class Marks {
  constructor(
    readonly told: Told | null,
    readonly decorations: DecorationSet,
  ) {}

  titlesOf({ indicator, region }: Figure): { title: string; region: string } {
    return { title: this.told?.titles[indicator] ?? indicator, region: this.told?.regions[region] ?? region };
  }

  nameOf(figure: Figure): string {
    const { title, region } = this.titlesOf(figure);
    return `${title}, ${region}, ${figure.period.replace(/^(\d{4})M0?(\d+)$/, "$2/$1")}`;
  }
}

const NOTHING = new Marks(null, DecorationSet.empty);

export const claimsOf = (state: EditorState): Marks => key.getState(state) ?? NOTHING;

export const claims: MakeFeature = (context) => {
  const words = context.page.data.words.figures;
  const watcher = new Watcher(context, words);
  return {
    plugins: [
      new Plugin<Marks>({
        key,
        state: {
          init: () => NOTHING,
          apply(transaction, before, _old, state) {
            const told = transaction.getMeta(key) as Told | undefined;
            if (told) return new Marks(told, drawn(state.doc, told, words));
            return transaction.docChanged ? new Marks(before.told, before.decorations.map(transaction.mapping, transaction.doc)) : before;
          },
        },
        props: { decorations: (state) => claimsOf(state).decorations },
        view: () => ({ update: (view, before) => view.state.doc !== before.doc && watcher.changed(view) }),
      }),
    ],
    started: (view) => watcher.start(view),
  };
};

/** Asks the server when a sentence with a figure has changed, and when the server says that something has. */
class Watcher {
  private timer = 0;
  private seen = "";
  private counted = -1;

  constructor(
    private readonly context: Context,
    private readonly words: Words,
  ) {}

  start(view: EditorView): void {
    if (!document.getElementById("tab-figures")) return;
    this.seen = citing(view.state.doc);
    document.body.addEventListener("figures-changed", () => void this.load(view));
    document.addEventListener("click", (event) => {
      const pressed = (event.target as Element).closest<HTMLElement>("[data-show-sentence]");
      if (pressed) showInText(view, pressed.dataset.showSentence!);
    });
    document.addEventListener("htmx:after:swap", () => {
      if (document.activeElement === document.body) document.querySelector<HTMLElement>(".citing__told:not(:empty)")?.focus(); // its button is gone
    });
    void this.load(view);
  }

  changed(view: EditorView): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      const now = citing(view.state.doc);
      if (now === this.seen) return;
      this.seen = now;
      void this.load(view).then(() => document.body.dispatchEvent(new CustomEvent("figures-seen")));
    }, PAUSE);
  }

  private async load(view: EditorView): Promise<void> {
    const { page } = this.context;
    if (page.editable) await this.context.session().settled();
    const answer = await fetch(`${page.section}/figures/marks?language=${page.language}`).catch(() => null);
    if (!answer?.ok) return;
    const told = this.placed(view.state, (await answer.json()) as Told);
    if (!told) return this.changedSince(view);
    view.dispatch(view.state.tr.setMeta(key, told).setMeta("addToHistory", false));
    this.count(told);
  }

  /** What was told of another version than this tab's is asked again. */
  private changedSince(view: EditorView): void {
    this.seen = "";
    this.changed(view);
  }

  /** The same with places of this tab's text; null when it has gone too far. */
  private placed(state: EditorState, told: Told): Told | null {
    if (getVersion(state) === told.version && !sendableSteps(state)) return told;
    const { places } = this.context.session();
    const now = (place: number) => places.now(state, told.version, place, "");
    if (typeof now(0) !== "number") return null;
    const move = (place: number) => now(place) as number;
    return {
      ...told,
      changed: told.changed.map((one) => ({ ...one, at: move(one.at) })),
      claims: told.claims.map((one) => ({ ...one, from: move(one.from), to: move(one.to) })),
      sentences: told.sentences.map((one) => ({ ...one, from: move(one.from), to: move(one.to) })),
    };
  }

  /** How many sentences want a look: on the tab, and told once when they become more. */
  private count(told: Told): void {
    const count = new Set([...told.changed, ...told.claims].map((one) => one.key)).size;
    const doubtful = new Set(told.claims.map((one) => one.key)).size;
    if (this.counted >= 0 && doubtful > this.counted) this.context.announce(this.words.claims!.replace("%(num)s", String(doubtful)));
    this.counted = doubtful;
    showCount("figures", count, this.words.waiting!);
  }
}

/** The words of all paragraphs that cite figures: what the server's answer depends on. */
function citing(doc: Node): string {
  const found: string[] = [];
  doc.descendants((node) => {
    if (!node.isTextblock) return true;
    let cites = false;
    node.forEach((child) => (cites ||= child.type.name === "figure_token"));
    if (cites) found.push(JSON.stringify(node.toJSON().content));
    return cites;
  });
  return found.join("\n");
}

// Showing ──────────────────────────────────────────────────────────────────────────────────────────

function drawn(doc: Node, told: Told, words: Words): DecorationSet {
  const fits = (place: number) => place >= 0 && place <= doc.content.size;
  const changed = told.changed
    .filter(({ at }) => fits(at) && doc.nodeAt(at)?.type.name === "figure_token")
    .map(({ at, told: why }) => Decoration.node(at, at + 1, { class: "figtok--stale", "aria-description": why }));
  const doubtful = told.claims
    .filter(({ from, to }) => from < to && fits(from) && fits(to))
    .flatMap((claim) => [
      Decoration.inline(claim.from, claim.to, { class: "claim", title: tellingOf(claim) }),
      Decoration.widget(claim.to, () => markOf(claim, words), { side: 1, key: `claim-${claim.key}-${claim.told}`, stopEvent: () => true, ignoreSelection: true }),
    ]);
  const sentences = told.sentences
    .filter(({ from, to }) => from < to && fits(from) && fits(to))
    .map(({ key: sentence, from, to }) => Decoration.inline(from, to, {}, { sentence }));
  return DecorationSet.create(doc, [...changed, ...doubtful, ...sentences]);
}

const tellingOf = ({ told, points }: Told["claims"][number]): string =>
  `${told}\n${points.map(([period, value]) => `${period}: ${value}`).join(" · ")}`;

/** A sign in the margin; it leads to the sentence in the panel, where its figures stand. */
function markOf(claim: Told["claims"][number], words: Words): HTMLElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "claim-mark";
  made.contentEditable = "false";
  made.textContent = "!";
  made.title = tellingOf(claim);
  made.setAttribute("aria-label", words.mark!.replace("%(told)s", claim.told));
  made.addEventListener("click", () => showCard("figures", `claim-${claim.key.slice(0, 12)}`));
  return made;
}

// Moving between panel and text ────────────────────────────────────────────────────────────────────

function showInText(view: EditorView, sentence: string): void {
  const [place] = claimsOf(view.state).decorations.find(undefined, undefined, (spec) => spec.sentence === sentence);
  if (!place) return;
  uncoverText();
  const { doc } = view.state;
  const only = place.to === place.from + 1 ? doc.nodeAt(place.from) : null;
  const isFigure = only?.isAtom && !only.isText;
  const there = isFigure ? NodeSelection.create(doc, place.from) : TextSelection.between(doc.resolve(place.from), doc.resolve(place.to));
  view.dispatch(view.state.tr.setSelection(there).scrollIntoView());
  view.focus();
}
