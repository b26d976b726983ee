/** Find and replace in the open text; the bar is a part of the page (desk/_find_bar.html). */
import { TextSelection, type Command } from "prosemirror-state";
import { findNext, findPrev, getMatchHighlights, replaceAll, replaceNext, search, SearchQuery, setSearchState } from "prosemirror-search";
import type { EditorView } from "prosemirror-view";
import type { Context, MakeFeature } from "./feature";

const LONGEST = 100; // characters of a selection that are looked for

export const find: MakeFeature = (context) => {
  const bar = document.getElementById("find-bar");
  if (!bar) return {};
  const open: Command = (_state, dispatch, view) => {
    if (dispatch && view) finder?.open();
    return true;
  };
  let finder: Finder | null = null;
  return {
    plugins: [search()],
    actions: { find: { run: open } },
    keys: { "Mod-f": open },
    started: (view) => {
      finder = new Finder(bar, view, context);
      document.addEventListener("click", (event) => {
        const here = (event.target as Element).closest<HTMLElement>("a[data-find-here]");
        if (!here) return;
        event.preventDefault();
        finder!.open(here.dataset.findHere, Number(here.dataset.findNumber));
      });
      const asked = new URLSearchParams(location.search).get("find");
      if (asked) finder.open(asked);
    },
  };
};

class Finder {
  private readonly text: HTMLInputElement;
  private readonly replacement: HTMLInputElement;
  private readonly count: HTMLElement;

  constructor(
    private readonly bar: HTMLElement,
    private readonly view: EditorView,
    private readonly context: Context,
  ) {
    this.text = bar.querySelector("#find-text")!;
    this.replacement = bar.querySelector("#find-replacement")!;
    this.count = bar.querySelector("#find-count")!;
    this.text.addEventListener("input", () => this.look());
    this.replacement.addEventListener("input", () => this.ask());
    bar.addEventListener("keydown", (event) => this.press(event));
    bar.addEventListener("click", (event) => {
      const pressed = (event.target as Element).closest<HTMLElement>("[data-find]");
      if (pressed) this.act(pressed.dataset.find!);
    });
  }

  /** With the words looked for: those given, or those that are selected; at the match of this number, if one is given. */
  open(words = this.selectedWords(), number?: number): void {
    this.bar.hidden = false;
    this.bar.querySelectorAll<HTMLElement>("[data-writing]").forEach((part) => (part.hidden = !this.view.editable));
    if (words) this.text.value = words;
    this.text.focus();
    this.text.select();
    this.look(number);
  }

  private selectedWords(): string {
    const { from, to, $from, $to } = this.view.state.selection;
    return $from.sameParent($to) && to - from <= LONGEST ? this.view.state.doc.textBetween(from, to) : "";
  }

  private press(event: KeyboardEvent): void {
    if (event.key === "Escape") this.act("close");
    else if (event.key === "Enter" && event.target === this.text) this.act(event.shiftKey ? "previous" : "next");
    else if (event.key === "Enter" && event.target === this.replacement) this.act("replace");
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private act(name: string): void {
    const acts: Record<string, () => void> = {
      next: () => this.run(findNext),
      previous: () => this.run(findPrev),
      replace: () => this.run(replaceNext),
      all: () => this.run(replaceAll),
      close: () => this.close(),
    };
    acts[name]?.();
  }

  private run(command: Command): void {
    command(this.view.state, this.view.dispatch, this.view);
    this.tell();
  }

  private ask(words = this.text.value): void {
    const query = new SearchQuery({ search: words, replace: this.replacement.value, literal: true });
    this.view.dispatch(setSearchState(this.view.state.tr, query));
  }

  /** Goes to the match of this number, or to the first one from where the selection begins. */
  private look(number?: number): void {
    this.ask();
    const { doc, selection, tr } = this.view.state;
    const places = this.places();
    const first = number === undefined ? (places.find((from) => from >= selection.from) ?? places[0]) : places[number];
    if (first !== undefined) this.view.dispatch(tr.setSelection(TextSelection.create(doc, first)));
    this.run(findNext);
  }

  private places(): number[] {
    return getMatchHighlights(this.view.state)
      .find()
      .map((match) => match.from)
      .sort((one, other) => one - other);
  }

  private tell(): void {
    const { words } = this.context.page.data;
    const places = this.places();
    const current = places.indexOf(this.view.state.selection.from) + 1;
    const told = places.length === 0 ? words.writing.noMatches! : `${current || "–"} / ${places.length}`;
    this.count.textContent = this.text.value ? told : "";
    // The text has not the focus, so that the view itself would not scroll.
    this.view.dom.querySelector(".ProseMirror-active-search-match")?.scrollIntoView({ block: "nearest" });
  }

  private close(): void {
    this.bar.hidden = true;
    this.ask("");
    this.view.focus();
  }
}
