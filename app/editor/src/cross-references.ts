/** References to sections, tables and figures. Their words are never written: they follow what they point to. */
import type { Node } from "prosemirror-model";
import { NodeSelection, Plugin, type Command } from "prosemirror-state";
import type { EditorView, NodeView } from "prosemirror-view";
import { openDialog } from "./dialogs";
import type { Context, MakeFeature } from "./feature";
import { targetsOf, type Place, type Targets } from "./targets";

const PAUSE = 200; // ms after the last change

export const crossReferences: MakeFeature = (context) => {
  const shown = new Set<ReferenceView>();
  const refresh = () => shown.forEach((reference) => reference.show());
  const targets = targetsOf(context.page);
  targets.whenKnown(refresh);
  const run: Command = (state, dispatch, view) => {
    if (!state.selection.$from.parent.inlineContent || !document.getElementById("reference-dialog")) return false;
    if (dispatch && view) void refer(context, targets, view);
    return true;
  };
  const change: Command = (state, dispatch, view) => selected(state.selection) !== null && run(state, dispatch, view);
  return {
    actions: { cross_reference: { run } },
    keys: { "Mod-Alt-r": run, Enter: change },
    nodeViews: { cross_reference: (node, view) => new ReferenceView(node, view, targets, context.page.data.words.references, shown) },
    plugins: [new Plugin({ view: () => new Follower(refresh) })],
  };
};

const selected = (selection: unknown): Node | null =>
  selection instanceof NodeSelection && selection.node.type.name === "cross_reference" ? selection.node : null;

/** Tables change their numbers while the text is written. */
class Follower {
  private timer = 0;

  constructor(private readonly refresh: () => void) {}

  update(view: EditorView, before: { doc: Node }): void {
    if (view.state.doc === before.doc) return;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(this.refresh, PAUSE);
  }

  destroy(): void {
    clearTimeout(this.timer);
  }
}

class ReferenceView implements NodeView {
  readonly dom = document.createElement("span");

  constructor(
    private node: Node,
    private readonly view: EditorView,
    private readonly targets: Targets,
    private readonly words: Record<string, string>,
    private readonly shown: Set<ReferenceView>,
  ) {
    this.dom.className = "cross-reference";
    shown.add(this);
    this.dom.textContent = "…";
    void targets.ask();
    queueMicrotask(() => this.show()); // the view's own document is not there yet
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.show();
    return true;
  }

  destroy(): void {
    this.shown.delete(this);
  }

  ignoreMutation(): boolean {
    return true;
  }

  show(): void {
    const places = this.targets.places(this.view.state.doc);
    if (!places) return;
    const place = this.targets.find(this.node.attrs.target as string, places);
    const text = place ? this.targets.words(place) : this.words.broken!;
    if (this.dom.textContent !== text) this.dom.textContent = text;
    this.dom.classList.toggle("cross-reference--broken", !place);
    this.dom.title = place?.name ?? this.words.brokenHint!;
  }
}

/** Asks what to refer to, and writes the reference at the cursor or over the selected one. */
async function refer({ page }: Context, targets: Targets, view: EditorView): Promise<void> {
  const { words } = page.data;
  const dialog = document.getElementById("reference-dialog") as HTMLDialogElement;
  const search = dialog.querySelector<HTMLInputElement>("input")!;
  const list = dialog.querySelector<HTMLElement>("[data-places]")!;
  const show = () => {
    const places = targets.places(view.state.doc);
    const found = places && matching(places, search.value);
    list.replaceChildren(...(found ? groups(found, targets) : [words.loading]));
    if (found?.length === 0) list.textContent = words.references.nothing!;
  };
  search.value = "";
  show();
  void targets.ask(true).then(show);
  const ending = new AbortController();
  search.addEventListener("input", show, { signal: ending.signal });
  dialog.addEventListener("keydown", (event) => walk(event, search, list), { signal: ending.signal });
  const target = await openDialog(dialog, (_form, pressed) => (pressed?.dataset.place ?? list.querySelector<HTMLElement>("button")?.dataset.place) || undefined);
  ending.abort();
  if (target) {
    const node = view.state.schema.nodes.cross_reference!.create({ target });
    view.dispatch(view.state.tr.replaceSelectionWith(node, true).scrollIntoView());
  }
  view.focus();
}

/** Places of which every word was asked for; a section stays as the head of what was found in it. */
function matching(places: Place[], asked: string): Place[] {
  const words = asked.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const fits = (place: Place) => words.every((word) => `${place.number} ${place.name}`.toLocaleLowerCase().includes(word));
  return places.filter((place, at) => {
    if (fits(place)) return true;
    if (place.kind !== "section") return false;
    const next = places.slice(at + 1);
    const end = next.findIndex((one) => one.kind === "section");
    return next.slice(0, end < 0 ? undefined : end).some(fits);
  });
}

/** Sections with what they hold below them. */
function groups(places: Place[], targets: Targets): HTMLElement[] {
  return places.map((place) => {
    const pick = document.createElement("button");
    pick.className = `place place--${place.kind}`;
    pick.dataset.place = place.anchor;
    const words = place.kind === "section" ? `${place.number} ${place.name}`.trim() : `${capital(targets.words(place))}. ${place.name}`;
    pick.textContent = words;
    return pick;
  });
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

function walk(event: KeyboardEvent, search: HTMLElement, list: HTMLElement): void {
  const stops = [search, ...list.querySelectorAll<HTMLElement>("button")];
  const at = stops.indexOf(event.target as HTMLElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || at < 0) return;
  event.preventDefault();
  stops[at + step]?.focus();
}
