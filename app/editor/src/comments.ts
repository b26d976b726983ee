/**
 * Comments in the text: the places of open conversations are shown, new ones are begun at the selection. The panel
 * beside the text is the server's (app/templates/comments); see comments-panel.ts.
 */
import { Fragment, Slice, type Mark, type Node } from "prosemirror-model";
import { NodeSelection, Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { CommentsPanel } from "./comments-panel";
import type { Context, MakeFeature } from "./feature";

export interface Range {
  from: number;
  to: number;
}

/** A conversation hangs on a mark with its key, or on a block. */
interface Thread {
  key: string;
  block: string;
  open: boolean;
}

/** `chosen` is what a comment is being written about, `active` the conversation that the cursor is in. */
interface Shown {
  threads: Thread[];
  chosen: Range | null;
  active: string;
  decorations: DecorationSet;
}

const shown = new PluginKey<Shown>("comments");

export const comments: MakeFeature = (context) => {
  const panel = new CommentsPanel(context, {
    chosen: () => shown.getState(context.view().state)!.chosen,
    choose: (range) => context.view().dispatch(context.view().state.tr.setMeta(shown, { chosen: range })),
    showThread: (key) => showThread(context.view(), key),
  });
  const begin = () => panel.begin(subject(context.view().state), activeThread(context.view().state));
  return {
    plugins: [places(context.page.data.words.comments!, panel)],
    actions: {
      comment: { run: (_state, dispatch) => isPossible() && (dispatch && begin(), true), isOn: (state) => activeThread(state) !== "" },
    },
    started: (view) => start(context, view, panel, begin),
  };
};

/** Pages without the panel show no comments. */
const isPossible = (): boolean => document.getElementById("tab-comments") !== null;

function start(context: Context, view: EditorView, panel: CommentsPanel, begin: () => void): void {
  if (!isPossible()) return;
  const load = async () => {
    const answer = await fetch(`${context.page.section}/comments/places?language=${context.page.language}`).catch(() => null);
    if (!answer?.ok) return;
    const { threads } = (await answer.json()) as { threads: Thread[] };
    view.dispatch(view.state.tr.setMeta(shown, { threads }));
    panel.showCount(threads.filter((thread) => thread.open).length);
  };
  document.body.addEventListener("comments-changed", () => void load());
  document.addEventListener("keydown", (event) => {
    const isShortcut = event.code === "KeyM" && (event.ctrlKey || event.metaKey) && event.altKey;
    if (!isShortcut || event.getModifierState("AltGraph")) return;
    event.preventDefault();
    begin();
  });
  if (!context.page.editable) panel.showBar(begin);
  void load().then(() => panel.follow(location.hash));
  addEventListener("hashchange", () => panel.follow(location.hash));
}

function places(words: Record<string, string>, panel: CommentsPanel): Plugin<Shown> {
  return new Plugin<Shown>({
    key: shown,
    state: {
      init: () => ({ threads: [], chosen: null, active: "", decorations: DecorationSet.empty }),
      apply: (transaction, before, _old, state) => next(transaction, before, state, words),
    },
    props: {
      decorations: (state) => shown.getState(state)!.decorations,
      transformPasted: (slice, view) => (view.dragging?.move ? slice : withoutStanding(slice, view.state)),
    },
    view: () => ({
      update: (view, before) => {
        const { active } = shown.getState(view.state)!;
        if (active !== shown.getState(before)!.active) panel.highlight(active);
      },
    }),
  });
}

function next(transaction: Transaction, before: Shown, state: EditorState, words: Record<string, string>): Shown {
  const news = transaction.getMeta(shown) as Partial<Shown> | undefined;
  const threads = news?.threads ?? before.threads;
  const chosen = news?.chosen !== undefined ? news.chosen : mapped(before.chosen, transaction);
  const active = threadAt(state, threads);
  if (!news && !transaction.docChanged && active === before.active) return before;
  return { threads, chosen, active, decorations: drawn(state.doc, { threads, chosen, active }, words) };
}

function mapped(range: Range | null, { mapping }: Transaction): Range | null {
  if (!range) return null;
  const [from, to] = [mapping.map(range.from, 1), mapping.map(range.to, -1)];
  return from < to ? { from, to } : null;
}

// Showing ──────────────────────────────────────────────────────────────────────────────────────────

function drawn(doc: Node, { threads, chosen, active }: Omit<Shown, "decorations">, words: Record<string, string>): DecorationSet {
  const open = new Set(threads.filter((thread) => thread.open && !thread.block).map((thread) => thread.key));
  const blocks = new Map(threads.filter((thread) => thread.open && thread.block).map((thread) => [thread.block, thread.key]));
  const found: Decoration[] = [];
  const heard = { "aria-description": words.onThis! };
  if (open.size > 0 || blocks.size > 0)
    doc.descendants((node, position, parent) => {
      const end = position + node.nodeSize;
      const onBlock = parent === doc ? blocks.get(node.attrs.id as string) : undefined;
      if (onBlock) found.push(Decoration.node(position, end, { ...heard, class: `remarked ${onBlock === active ? "remarked--active" : ""}` }));
      const here = threadsOf(node.marks).filter((key) => open.has(key));
      const more = here.includes(active) ? "remark--active" : "";
      if (here.length > 0) found.push(Decoration.inline(position, end, { ...heard, role: "mark", class: `remark--open ${more}` }));
    });
  if (chosen) found.push(Decoration.inline(chosen.from, chosen.to, { class: "remark--chosen" }));
  return DecorationSet.create(doc, found);
}

const threadsOf = (marks: readonly Mark[]): string[] =>
  marks.filter((mark) => mark.type.name === "comment").map((mark) => mark.attrs.thread as string);

const activeThread = (state: EditorState): string => shown.getState(state)!.active;

/** The open conversation that the cursor stands in. */
function threadAt({ selection, doc }: EditorState, threads: Thread[]): string {
  if (threads.length === 0) return "";
  const { nodeBefore, nodeAfter } = selection.$from;
  const beside = selection.empty ? [nodeBefore, nodeAfter] : [nodeAfter];
  const keys = new Set(beside.flatMap((node) => threadsOf(node?.marks ?? [])));
  const block = blockAt(doc, selection.from)?.attrs.id as string | undefined;
  const on = (test: (thread: Thread) => boolean) => threads.find((thread) => thread.open && test(thread))?.key;
  return on((thread) => keys.has(thread.key)) ?? on((thread) => thread.block !== "" && thread.block === block) ?? "";
}

/** The block of the text itself at a position. */
const blockAt = (doc: Node, position: number): Node | null => doc.childAfter(position).node;

function showThread(view: EditorView, key: string): void {
  const { doc } = view.state;
  const block = shown.getState(view.state)!.threads.find((thread) => thread.key === key)?.block;
  const range = block ? rangeOfBlock(doc, block) : rangeOfMark(doc, key);
  if (!range) return void document.body.dispatchEvent(new CustomEvent("comments-changed")); // the panel says that it is gone
  const node = doc.nodeAt(range.from);
  const selection = node?.isAtom && !node.isText ? NodeSelection.create(doc, range.from) : TextSelection.near(doc.resolve(range.from));
  view.dispatch(view.state.tr.setSelection(selection));
  const { node: place } = view.domAtPos(block ? range.from + 1 : range.from);
  (place instanceof Element ? place : place.parentElement)?.scrollIntoView({ block: "center" });
  if (view.editable) view.focus();
}

function rangeOfMark(doc: Node, key: string): Range | null {
  let found: Range | null = null;
  doc.descendants((node, position) => {
    if (threadsOf(node.marks).includes(key)) found = { from: found?.from ?? position, to: position + node.nodeSize };
  });
  return found;
}

function rangeOfBlock(doc: Node, id: string): Range | null {
  let found: Range | null = null;
  doc.forEach((node, offset) => {
    if (node.attrs.id === id) found = { from: offset, to: offset + node.nodeSize };
  });
  return found;
}

// Choosing ─────────────────────────────────────────────────────────────────────────────────────────

/** What a comment would be about: selected words, or the block that the cursor is in. */
export interface Subject {
  range: Range | null;
  block: string;
  words: string;
}

function subject({ selection, doc }: EditorState): Subject {
  const { from, to } = selection;
  const words = doc.textBetween(from, to, " ", " ").trim();
  if (selection instanceof TextSelection && words) return { range: { from, to }, block: "", words };
  const block = blockAt(doc, from);
  return { range: null, block: (block?.attrs.id as string | undefined) ?? "", words: block?.textContent ?? "" };
}

// Pasting ──────────────────────────────────────────────────────────────────────────────────────────

/** A copy of commented text is not commented, nor is text of elsewhere; what was cut out keeps its conversation. */
function withoutStanding(slice: Slice, state: EditorState): Slice {
  const known = new Set(shown.getState(state)!.threads.map((thread) => thread.key));
  state.doc.descendants((node) => threadsOf(node.marks).forEach((key) => known.delete(key)));
  const clean = (content: Fragment): Fragment =>
    Fragment.fromArray(
      content.content.map((node) =>
        node
          .copy(clean(node.content))
          .mark(node.marks.filter((mark) => mark.type.name !== "comment" || known.has(mark.attrs.thread as string))),
      ),
    );
  return new Slice(clean(slice.content), slice.openStart, slice.openEnd);
}
