/** The cursors and selections of others in the text. They move with the text; nothing here changes it. */
import { Plugin, PluginKey, type EditorState, type Transaction } from "prosemirror-state";
import type { Mappable } from "prosemirror-transform";
import { Decoration, DecorationSet } from "prosemirror-view";
import type { Person } from "./people-list";
import { MADE_BY } from "./session";

/** Where somebody is; `moved` counts the movements, so that the name is shown anew at each. */
export interface Caret {
  person: Person;
  anchor: number;
  head: number;
  moved: number;
}
export type Carets = ReadonlyMap<string, Caret>;
interface Shown {
  carets: Carets;
  decorations: DecorationSet;
}

const key = new PluginKey<Shown>("carets");

export const caretsOf = (state: EditorState): Carets => key.getState(state)!.carets;
/** A transaction that puts these in the place of all carets. */
export const withCarets = (state: EditorState, carets: Carets): Transaction => state.tr.setMeta(key, carets).setMeta("addToHistory", false);

export const caretPlugin = (): Plugin<Shown> =>
  new Plugin<Shown>({
    key,
    state: {
      init: () => ({ carets: new Map(), decorations: DecorationSet.empty }),
      apply(transaction, before, _old, state) {
        const given = transaction.getMeta(key) as Carets | undefined;
        if (!given && !transaction.docChanged) return before;
        const carets = given ?? movedBy(transaction, before.carets);
        return { carets, decorations: DecorationSet.create(state.doc, [...carets].flatMap((one) => drawn(state, ...one))) };
      },
    },
    props: { decorations: (state) => key.getState(state)!.decorations },
  });

/** A cursor stands after what its own person types, and before what others type there. */
function movedBy(transaction: Transaction, carets: Carets): Carets {
  const author = transaction.getMeta(MADE_BY) as string | undefined;
  const moved = [...carets].map(([id, caret]): [string, Caret] => {
    const isOwn = caret.person.client === author;
    const placed = { ...caret, ...mapped(caret, transaction.mapping, isOwn ? 1 : -1) };
    return [id, isOwn ? { ...placed, moved: caret.moved + 1 } : placed];
  });
  return new Map(moved);
}

/** Both ends of a selection, moved. */
export function mapped(place: { anchor: number; head: number }, through: Mappable, bias: number): { anchor: number; head: number } {
  return { anchor: through.map(place.anchor, bias), head: through.map(place.head, bias) };
}

function drawn(state: EditorState, id: string, caret: Caret): Decoration[] {
  const { person, anchor, head, moved } = caret;
  const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)];
  const block = to > from ? state.doc.nodeAt(from) : null;
  if (block?.isBlock && block.isAtom && from + block.nodeSize === to) {
    return [Decoration.node(from, to, { class: `chosen who-${person.colour}`, "data-who": person.name })];
  }
  const flag = Decoration.widget(head, () => flagOf(person), { key: `${id} ${moved} ${person.colour}`, side: -1, ignoreSelection: true });
  return from === to ? [flag] : [Decoration.inline(from, to, { class: `sel who-${person.colour}` }), flag];
}

/** For the eye only, and drawn by the style sheet: the text itself, as it is read aloud or searched, has no names in it. */
function flagOf(person: Person): HTMLElement {
  const caret = document.createElement("span");
  caret.className = `caret who-${person.colour}`;
  caret.setAttribute("aria-hidden", "true");
  caret.dataset.name = person.name;
  caret.dataset.initials = person.initials;
  return caret;
}
