/**
 * Suggested changes, shown in the text where they are: what would go struck through, what would come underlined, and
 * whose they are. New ones are made in a form of the server's (suggestion-form.ts), decided on in the panel.
 */
import { Fragment, Slice, type Node } from "prosemirror-model";
import { NodeSelection, Plugin, PluginKey, TextSelection, type EditorState } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import type { Context, MakeFeature } from "./feature";
import { showCard, showCount, uncoverText } from "./side";
import { SuggestionForm } from "./suggestion-form";

/** As the server tells it; see app/suggestions/pages.py. `size` counts places of the text. */
interface Suggestion {
  id: number;
  key: string;
  kind: "words" | "text" | "removal" | "addition";
  block: string;
  author: string;
  colour: number;
  base: string;
  pieces: { what: "keep" | "delete" | "insert"; text: string; size: number }[];
}

interface Range {
  from: number;
  to: number;
}

interface Shown {
  suggestions: Suggestion[];
  decorations: DecorationSet;
}

type Words = Record<string, string>;

const shown = new PluginKey<Shown>("suggestions");
const OBJECT = "\ufffc"; // stands for a node among characters, as on the server

export const suggestions: MakeFeature = (context) => {
  const form = new SuggestionForm(context);
  const words = context.page.data.words.suggestions!;
  return {
    plugins: [places(words)],
    actions: { suggest: { run: (_state, dispatch) => (dispatch && void form.begin(), true) } },
    started: (view) => start(context, view, form, words),
  };
};

function start(context: Context, view: EditorView, form: SuggestionForm, words: Words): void {
  if (!document.getElementById("tab-suggestions")) return;
  let isFirst = true;
  let showsDecided = false;
  const load = async () => {
    const answer = await fetch(`${context.page.section}/suggestions/open?language=${context.page.language}`).catch(() => null);
    if (!answer?.ok) return;
    const told = (await answer.json()) as { suggestions: Suggestion[]; may_suggest: boolean };
    view.dispatch(view.state.tr.setMeta(shown, told.suggestions));
    showCount("suggestions", told.suggestions.length, words.waiting!);
    if (isFirst && told.may_suggest) form.offer(context.page.editable);
    isFirst = false;
  };
  document.body.addEventListener("suggestions-changed", () => void load());
  document.addEventListener("click", (event) => {
    const pressed = (event.target as Element).closest<HTMLElement>("[data-show-suggestion]");
    if (pressed) showInText(view, Number(pressed.dataset.showSuggestion));
    const decided = (event.target as Element).closest("summary")?.closest<HTMLDetailsElement>(".suggestions__decided");
    if (decided) showsDecided = !decided.open;
  });
  document.addEventListener("htmx:after:swap", () => {
    document.querySelector<HTMLDetailsElement>(".suggestions__decided")?.toggleAttribute("open", showsDecided); // drawn anew, it was shut
    if (document.activeElement === document.body) document.querySelector<HTMLElement>(".suggestions__told:not(:empty)")?.focus(); // its button is gone
  });
  void load();
}

function places(words: Words): Plugin<Shown> {
  return new Plugin<Shown>({
    key: shown,
    state: {
      init: () => ({ suggestions: [], decorations: DecorationSet.empty }),
      apply(transaction, before, _old, state) {
        const told = transaction.getMeta(shown) as Suggestion[] | undefined;
        if (!told && (!transaction.docChanged || before.suggestions.length === 0)) return before;
        const known = told ?? before.suggestions;
        return { suggestions: known, decorations: drawn(state.doc, known, words) };
      },
    },
    props: {
      decorations: (state) => shown.getState(state)!.decorations,
      transformPasted: (slice, view) => (view.dragging?.move ? slice : withoutStanding(slice, view.state)),
    },
  });
}

// Where they are ───────────────────────────────────────────────────────────────────────────────────

/** The marked stretches of each paragraph, by suggestion. */
function markedRanges(doc: Node): Map<string, Range[]> {
  const found = new Map<string, Range[]>();
  const parents = new Map<string, Node | null>();
  doc.descendants((node, position, parent) => {
    for (const mark of node.marks) {
      if (mark.type.name !== "suggestion") continue;
      const key = mark.attrs.key as string;
      const ranges = found.get(key) ?? [];
      if (parents.get(key) === parent) ranges.at(-1)!.to = position + node.nodeSize;
      else ranges.push({ from: position, to: position + node.nodeSize });
      parents.set(key, parent);
      found.set(key, ranges);
    }
  });
  return found;
}

/** The block of the text itself with this id. */
function blockRange(doc: Node, id: string): Range | null {
  let found: Range | null = null;
  doc.forEach((child, offset) => {
    if (id && child.attrs.id === id) found = { from: offset, to: offset + child.nodeSize };
  });
  return found;
}

/** The characters between two places, nodes among them as one each. */
function wordsBetween(doc: Node, { from, to }: Range): string {
  let text = "";
  doc.nodesBetween(from, to, (node, position) => {
    if (node.isText) text += node.text!.slice(Math.max(from - position, 0), to - position);
    else if (node.isInline) text += node.type.name === "hard_break" ? "\n" : OBJECT;
    return !node.isInline;
  });
  return text;
}

/** The suggestion's text: of copies the one that still says what it said; null when there is no one place. */
function rangeOf(doc: Node, one: Suggestion, marked: Map<string, Range[]>): Range | null {
  if (one.kind === "words") {
    const ranges = marked.get(one.key) ?? [];
    return ranges.find((range) => wordsBetween(doc, range) === one.base) ?? (ranges.length === 1 ? ranges[0]! : null);
  }
  const block = blockRange(doc, one.block);
  return block && one.kind === "text" ? { from: block.from + 1, to: block.to - 1 } : block;
}

/** What is pasted is no place of a suggestion whose own place still stands. */
function withoutStanding(slice: Slice, state: EditorState): Slice {
  const standing = markedRanges(state.doc);
  const clean = (content: Fragment): Fragment =>
    Fragment.fromArray(
      content.content.map((node) =>
        node
          .copy(node.isText ? node.content : clean(node.content))
          .mark(node.marks.filter((mark) => mark.type.name !== "suggestion" || !standing.has(mark.attrs.key as string))),
      ),
    );
  return new Slice(clean(slice.content), slice.openStart, slice.openEnd);
}

// Showing ──────────────────────────────────────────────────────────────────────────────────────────

function drawn(doc: Node, known: Suggestion[], words: Words): DecorationSet {
  if (known.length === 0) return DecorationSet.empty;
  const marked = markedRanges(doc);
  return DecorationSet.create(
    doc,
    known.flatMap((one) => {
      const range = rangeOf(doc, one, marked);
      if (!range) return [];
      return one.kind === "removal" || one.kind === "addition" ? onBlock(one, range, words) : onWords(doc, one, range, words);
    }),
  );
}

function onWords(doc: Node, one: Suggestion, range: Range, words: Words): Decoration[] {
  const look = `proposal who-${one.colour}`;
  const found = [Decoration.widget(range.to, () => nameOf(one, words), { side: 2, key: `by-${one.id}`, stopEvent: () => true, ignoreSelection: true })];
  if (wordsBetween(doc, range) !== one.base) {
    const changed = { class: `${look} proposal--changed`, title: words.changed! };
    return range.from < range.to ? [Decoration.inline(range.from, range.to, changed), ...found] : found;
  }
  let at = range.from;
  one.pieces.forEach((piece, index) => {
    const end = at + piece.size;
    if (piece.what === "delete") found.push(Decoration.inline(at, end, { nodeName: "del", class: look }));
    if (piece.what === "insert")
      found.push(Decoration.widget(at, () => inserted(one, piece.text), { side: 1, key: `${one.id}-${index}-${piece.text}`, ignoreSelection: true }));
    else at = end;
  });
  return found;
}

function onBlock(one: Suggestion, { from, to }: Range, words: Words): Decoration[] {
  const note = () => {
    const made = document.createElement("div");
    made.className = `proposal-note who-${one.colour}`;
    made.contentEditable = "false";
    if (one.kind === "addition") made.append(inserted(one, one.pieces.map((piece) => piece.text).join("")));
    made.append(nameOf(one, words));
    return made;
  };
  const beside = Decoration.widget(to, note, { side: 1, key: `note-${one.id}`, stopEvent: () => true, ignoreSelection: true });
  return one.kind === "addition" ? [beside] : [Decoration.node(from, to, { class: `proposal-block who-${one.colour}` }), beside];
}

function inserted(one: Suggestion, text: string): HTMLElement {
  const made = document.createElement("ins");
  made.className = `proposal who-${one.colour}`;
  made.contentEditable = "false";
  made.textContent = text;
  return made;
}

/** The suggester's name, which leads to the suggestion in the panel. */
function nameOf(one: Suggestion, words: Words): HTMLElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `proposal-by who-${one.colour}`;
  made.contentEditable = "false";
  made.textContent = one.author;
  made.setAttribute("aria-label", words.by!.replace("%(name)s", one.author));
  made.addEventListener("click", () => showCard("suggestions", `suggestion-${one.id}`));
  return made;
}

// Moving between panel and text ────────────────────────────────────────────────────────────────────

function showInText(view: EditorView, id: number): void {
  const { doc } = view.state;
  const one = shown.getState(view.state)!.suggestions.find((known) => known.id === id);
  const range = one && rangeOf(doc, one, markedRanges(doc));
  if (!range) return;
  uncoverText();
  const node = doc.nodeAt(range.from);
  const isAtom = node?.isAtom && !node.isText;
  const there = isAtom ? NodeSelection.create(doc, range.from) : TextSelection.between(doc.resolve(range.from), doc.resolve(range.to));
  view.dispatch(view.state.tr.setSelection(there).scrollIntoView());
  view.focus();
}
