/** Small things that keep a text whole: ids of its own for every node, a last paragraph, hints in empty places. */
import { sendableSteps } from "prosemirror-collab";
import type { Node } from "prosemirror-model";
import { Plugin, type EditorState, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import type { Words } from "./page";

const freshId = (): string => Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => (byte % 36).toString(36)).join("");

/**
 * Others' steps come in tidy, so that only own changes are tidied, else two tabs would answer each other for ever.
 * Where others' steps meet own unsent ones, the own ones give way.
 */
export const tidy = new Plugin({
  appendTransaction(transactions, _before, state) {
    if (!transactions.some((transaction) => transaction.docChanged)) return null;
    const remote = transactions.some((transaction) => transaction.getMeta("rebased") !== undefined);
    if (remote && !sendableSteps(state)) return null;
    const transaction = state.tr;
    giveIds(state, transaction);
    if (!remote) endWithParagraph(state, transaction);
    return transaction.docChanged ? transaction : null;
  },
});

/**
 * Every block of the text itself has an id of its own; what stands inside others needs none, but keeps what it brought.
 * Of a block split in two the part with the words keeps it.
 */
function giveIds(state: EditorState, transaction: Transaction): void {
  const holders = new Map<string, number>();
  const renew = (position: number, isBlock: boolean) => transaction.setNodeAttribute(position, "id", isBlock ? freshId() : "");
  state.doc.descendants((node, position, parent) => {
    if (node.type.spec.attrs?.id === undefined) return;
    const id = node.attrs.id as string;
    const isBlock = parent === state.doc;
    if (!id) {
      if (isBlock) renew(position, true);
      return;
    }
    const other = holders.get(id);
    if (other === undefined) return void holders.set(id, position);
    const otherIsEmpty = state.doc.nodeAt(other)!.content.size === 0 && node.content.size > 0;
    renew(otherIsEmpty ? other : position, otherIsEmpty ? state.doc.resolve(other).depth === 0 : isBlock);
    if (otherIsEmpty) holders.set(id, position);
  });
}

function endWithParagraph(state: EditorState, transaction: Transaction): void {
  const paragraph = state.schema.nodes.paragraph!;
  if (state.doc.lastChild?.type !== paragraph) transaction.insert(state.doc.content.size, paragraph.create());
}

/** Says in an empty text and in empty captions what belongs there. */
export function hints(words: Words): Plugin {
  const hint = (node: Node, position: number, text: string) =>
    Decoration.node(position, position + node.nodeSize, { class: "is-empty", "data-hint": text });
  return new Plugin({
    props: {
      decorations(state) {
        const found: Decoration[] = [];
        const { doc } = state;
        if (doc.childCount === 1 && doc.firstChild!.isTextblock && doc.firstChild!.content.size === 0)
          found.push(hint(doc.firstChild!, 0, words.placeholder));
        doc.descendants((node, position) => {
          if (node.type.name.endsWith("_caption") && node.content.size === 0)
            found.push(hint(node, position, words.captionPlaceholder));
          return !node.isTextblock;
        });
        return DecorationSet.create(doc, found);
      },
    },
  });
}
