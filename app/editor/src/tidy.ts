/** Small things that keep a text whole: ids of its own for every block, a last paragraph, hints in empty places. */
import { sendableSteps } from "prosemirror-collab";
import { Fragment, Slice, type Node } from "prosemirror-model";
import { Plugin, type EditorState, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import type { Words } from "./page";
import { perBlock } from "./per-block";

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
  props: { transformPasted: (slice) => withIds(slice) },
});

/** What is pasted comes with ids, so that hundreds of blocks need no step each. */
function withIds(slice: Slice): Slice {
  const blocks: Node[] = [];
  slice.content.forEach((block) => {
    const needsOne = block.type.spec.attrs?.id !== undefined && !block.attrs.id;
    blocks.push(needsOne ? block.type.create({ ...block.attrs, id: freshId() }, block.content, block.marks) : block);
  });
  return new Slice(Fragment.from(blocks), slice.openStart, slice.openEnd);
}

/** A node that can have an id; `offset` is its place from the start of its block of the text. */
interface Holder {
  id: string;
  offset: number;
  isEmpty: boolean;
}

const holdersIn = perBlock((block): Holder[] => {
  const found: Holder[] = [];
  const look = (node: Node, offset: number) => {
    if (node.attrs.id !== undefined && (node.attrs.id || offset === 0))
      found.push({ id: node.attrs.id as string, offset, isEmpty: node.content.size === 0 });
    return !node.isTextblock;
  };
  if (look(block, 0)) block.descendants((node, position) => look(node, position + 1));
  return found;
});

/**
 * Every block of the text itself has an id of its own; what stands inside others needs none, but keeps what it brought.
 * Of a block split in two the part with the words keeps it.
 */
function giveIds(state: EditorState, transaction: Transaction): void {
  const holders = new Map<string, Holder & { position: number }>();
  const renew = (holder: Holder, position: number) =>
    transaction.setNodeAttribute(position, "id", holder.offset === 0 ? freshId() : "");
  state.doc.forEach((block, start) => {
    for (const holder of holdersIn(block)) {
      const position = start + holder.offset;
      const other = holder.id ? holders.get(holder.id) : undefined;
      const otherGivesWay = other?.isEmpty && !holder.isEmpty;
      if (!holder.id) renew(holder, position);
      else if (other && otherGivesWay) renew(other, other.position);
      else if (other) renew(holder, position);
      if (holder.id && (!other || otherGivesWay)) holders.set(holder.id, { ...holder, position });
    }
  });
}

function endWithParagraph(state: EditorState, transaction: Transaction): void {
  const paragraph = state.schema.nodes.paragraph!;
  if (state.doc.lastChild?.type !== paragraph) transaction.insert(state.doc.content.size, paragraph.create({ id: freshId() }));
}

/** Where in a block an empty caption stands; null where there is none. */
const emptyCaptionIn = perBlock((block): { offset: number; size: number } | null => {
  const caption = block.firstChild;
  return caption?.type.name.endsWith("_caption") && caption.content.size === 0 ? { offset: 1, size: caption.nodeSize } : null;
});

const captionHint = (block: Node, words: Words): string =>
  block.type.name === "figure" ? words.images.captionHint! : words.captionPlaceholder;

/** Says in an empty text and in empty captions what belongs there. */
export function hints(words: Words): Plugin {
  const hint = (from: number, size: number, text: string) => Decoration.node(from, from + size, { class: "is-empty", "data-hint": text });
  return new Plugin({
    props: {
      decorations({ doc }) {
        const found: Decoration[] = [];
        if (doc.childCount === 1 && doc.firstChild!.isTextblock && doc.firstChild!.content.size === 0)
          found.push(hint(0, doc.firstChild!.nodeSize, words.placeholder));
        doc.forEach((block, start) => {
          const caption = emptyCaptionIn(block);
          if (caption) found.push(hint(start + caption.offset, caption.size, captionHint(block, words)));
        });
        return DecorationSet.create(doc, found);
      },
    },
  });
}
