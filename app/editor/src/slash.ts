/** The menu that "/" opens where something can begin: blocks and styles, found by typing, by arrows or by finger. */
import { Plugin, PluginKey, type EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import type { Context, MakeFeature } from "./feature";

/** What the menu offers: the name of an action, and the words in all languages by which it is found. */
export interface MenuEntry {
  action: string;
  label: string;
  keywords: string;
}

interface Open {
  from: number; // where the "/" stands
  query: string;
  chosen: number;
}

const key = new PluginKey<Open | null>("slash");
const LIST = "slash-menu";
const LONGEST = 24; // characters of a query; what is longer is text

export const slash: MakeFeature = (context) => {
  const menu = new Menu(context);
  return {
    plugins: [
      new Plugin<Open | null>({
        key,
        state: {
          init: () => null,
          apply: (transaction, open, _before, state) => {
            const asked = transaction.getMeta(key) as Partial<Open> | null | undefined;
            if (asked === null) return null;
            const from = asked?.from ?? (open ? transaction.mapping.map(open.from, -1) : -1);
            return from < 0 ? null : follow(state, from, asked?.chosen ?? (transaction.docChanged ? 0 : (open?.chosen ?? 0)));
          },
        },
        props: {
          handleTextInput: (view, from, to, text) => text === "/" && from === to && menu.open(view, from),
          handleKeyDown: (view, event) => menu.press(view, event),
          handleDOMEvents: { blur: (view) => (menu.close(view), false) },
          attributes: (state) => menu.attributes(state),
        },
        view: () => ({ update: (view) => menu.show(view), destroy: () => menu.hide() }),
      }),
    ],
  };
};

/** Null when what stands after the "/" is no longer a question to the menu. */
function follow(state: EditorState, from: number, chosen: number): Open | null {
  const { $from, empty } = state.selection;
  if (!empty || from >= $from.pos || from < $from.start()) return null;
  const asked = state.doc.textBetween(from, $from.pos, "\n", "\n");
  const query = asked.slice(1).toLocaleLowerCase();
  return asked.startsWith("/") && query.length <= LONGEST && !query.startsWith(" ") ? { from, query, chosen } : null;
}

class Menu {
  private list: HTMLElement | null = null;
  private told = "";

  constructor(private readonly context: Context) {}

  /** Takes the typed "/" and opens, at the beginning of a paragraph or after a space. */
  open(view: EditorView, from: number): boolean {
    const $from = view.state.doc.resolve(from);
    const before = $from.parent.textBetween(0, $from.parentOffset, "\n", "\n");
    if (!$from.parent.inlineContent || !(before === "" || /\s$/.test(before))) return false;
    view.dispatch(view.state.tr.insertText("/", from).setMeta(key, { from, chosen: 0 }).scrollIntoView());
    return true;
  }

  close(view: EditorView): void {
    if (key.getState(view.state)) view.dispatch(view.state.tr.setMeta(key, null));
  }

  press(view: EditorView, event: KeyboardEvent): boolean {
    const open = key.getState(view.state);
    const found = open ? this.found(view, open) : [];
    if (!open || found.length === 0 || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
    const choose = (chosen: number) =>
      view.dispatch(view.state.tr.setMeta(key, { chosen: (chosen + found.length) % found.length }));
    const keys: Record<string, () => void> = {
      ArrowDown: () => choose(open.chosen + 1),
      ArrowUp: () => choose(open.chosen - 1),
      Home: () => choose(0),
      End: () => choose(found.length - 1),
      Enter: () => this.run(view, open, found[open.chosen]!),
      Tab: () => this.run(view, open, found[open.chosen]!),
      Escape: () => this.close(view),
    };
    const act = keys[event.key];
    if (!act || (event.shiftKey && event.key === "Tab")) return false;
    event.stopPropagation();
    act();
    return true;
  }

  /** The text's role cannot change while it is written; these attributes are those that a text field may have. */
  attributes(state: EditorState): Record<string, string> {
    const open = key.getState(state);
    if (!open || !this.list) return {};
    return { "aria-autocomplete": "list", "aria-controls": LIST, "aria-activedescendant": `${LIST}-${open.chosen}` };
  }

  show(view: EditorView): void {
    const open = key.getState(view.state);
    const found = open ? this.found(view, open) : [];
    if (!open || found.length === 0) return this.hide();
    const chosen = Math.min(open.chosen, found.length - 1);
    if (!this.list) {
      this.list = document.createElement("ul");
      this.list.id = LIST;
      this.list.className = "slash-menu";
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", this.context.page.data.words.slash.label);
      (view.dom.closest("main") ?? document.body).append(this.list);
      view.setProps({});
    }
    this.list.replaceChildren(...found.map((entry, at) => this.option(view, entry, at, at === chosen)));
    this.list.children[chosen]?.scrollIntoView({ block: "nearest" });
    this.place(view, open.from);
    this.tell(found, chosen);
  }

  hide(): void {
    this.list?.remove();
    this.list = null;
    this.told = "";
  }

  /** Told once for each count and choice: screen readers do not all follow the active descendant of a long text. */
  private tell(found: MenuEntry[], chosen: number): void {
    const told = `${found[chosen]!.label}, ${chosen + 1}/${found.length}`;
    if (told === this.told) return;
    const { label } = this.context.page.data.words.slash;
    this.context.announce(this.told ? told : `${label}. ${told}`);
    this.told = told;
  }

  private found(view: EditorView, { query }: Open): MenuEntry[] {
    const { actions, page } = this.context;
    const fits = (entry: MenuEntry) => entry.keywords.split("|").some((word) => word.startsWith(query) || word.includes(` ${query}`));
    return page.data.words.slash.entries.filter(
      (entry) => fits(entry) && actions[entry.action]?.run(view.state, undefined, view) === true,
    );
  }

  private option(view: EditorView, entry: MenuEntry, at: number, isChosen: boolean): HTMLElement {
    const option = document.createElement("li");
    option.id = `${LIST}-${at}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", String(isChosen));
    option.textContent = entry.label;
    option.addEventListener("mousedown", (event) => event.preventDefault()); // the text keeps the focus
    option.addEventListener("click", () => {
      const open = key.getState(view.state);
      if (open) this.run(view, open, entry);
    });
    return option;
  }

  /** Below the "/", or above where there is no room. */
  private place(view: EditorView, from: number): void {
    const at = view.coordsAtPos(from);
    const { offsetWidth, offsetHeight, style } = this.list!;
    const isBelow = at.bottom + offsetHeight + 8 < (visualViewport?.height ?? innerHeight) || at.top < offsetHeight;
    style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - offsetWidth - 8))}px`;
    style.top = `${isBelow ? at.bottom + 4 : at.top - offsetHeight - 4}px`;
  }

  private run(view: EditorView, open: Open, entry: MenuEntry): void {
    view.dispatch(view.state.tr.delete(open.from, view.state.selection.from).setMeta(key, null));
    view.focus();
    this.context.actions[entry.action]!.run(view.state, view.dispatch, view);
  }
}
