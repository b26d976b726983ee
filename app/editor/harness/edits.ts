/** One random thing that a person could do in the editor, by the editor's own commands. */
import { chainCommands, createParagraphNear, deleteSelection, joinBackward, liftEmptyBlock, splitBlock } from "prosemirror-commands";
import type { Node } from "prosemirror-model";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { NodeSelection, TextSelection, type Command, type EditorState } from "prosemirror-state";
import { CellSelection, TableMap } from "prosemirror-tables";
import type { Action, Actions } from "../src/commands";
import { insertBlock } from "../src/commands";
import type { Random } from "./random";
import type { Writer } from "./writer";

const ENOUGH = 3000; // places of a document; above it more is deleted than written
const DEEP = 10;

/** Chooses a place and does something there that can be done. Gives its name. */
export function actAtRandom(writer: Writer, random: Random, actions: Actions): string {
  const crowded = writer.state.doc.content.size > ENOUGH;
  for (let attempt = 0; attempt < 20; attempt++) {
    place(writer, random, crowded);
    const name = crowded && random.happens(0.6) ? "erase" : random.pick(CHOICES);
    const command = OWN[name]?.(random, writer.state) ?? (actions[name] as Action | undefined)?.run;
    if (command?.(writer.state, (transaction) => writer.dispatch(transaction))) return name;
  }
  return "nothing";
}

function place(writer: Writer, random: Random, wide: boolean): void {
  const { doc } = writer.state;
  const at = whole(doc, random.below(doc.content.size + 1));
  const to = random.happens(0.5) ? at : whole(doc, Math.min(doc.content.size, at + random.below(wide ? 200 : 25)));
  const selection =
    cells(writer.state, random, at) ??
    (random.happens(0.1) && doc.nodeAt(at)?.isAtom && !doc.nodeAt(at)!.isText
      ? NodeSelection.create(doc, at)
      : TextSelection.between(doc.resolve(at), doc.resolve(to)));
  writer.dispatch(writer.state.tr.setSelection(selection));
}

/** The place itself, or one before it where a cursor can stand: not in a footnote, not inside a sign of two halves. */
function whole(doc: Node, at: number): number {
  const place = doc.resolve(at);
  if (place.parent.isInline) return place.before();
  const before = place.parent.isTextblock && place.parentOffset > 0 ? doc.textBetween(at - 1, at) : "";
  return /[\ud800-\udbff]/.test(before) ? at - 1 : at;
}

/** Cells of the table that the place is in, so that there is something to merge. */
function cells(state: EditorState, random: Random, at: number): CellSelection | null {
  const place = state.doc.resolve(at);
  for (let depth = place.depth; depth > 0; depth--) {
    if (place.node(depth).type.name !== "table" || random.happens(0.5)) continue;
    const { map } = TableMap.get(place.node(depth));
    return CellSelection.create(state.doc, place.start(depth) + random.pick(map), place.start(depth) + random.pick(map));
  }
  return null;
}

type MakeCommand = (random: Random, state: EditorState) => Command | undefined;
const WORDS = ["a", "yö", "🙂", "kaksi sanaa ", "hyvinvointi ", "äö"];
const shallow = (command: Command): Command => (state, dispatch) => state.selection.$from.depth < DEEP && command(state, dispatch);

const OWN: Record<string, MakeCommand> = {
  write: (random) => (state, dispatch) => (dispatch?.(state.tr.insertText(random.pick(WORDS))), true),
  erase: () => chainCommands(deleteSelection, joinBackward),
  enter: (_, { schema }) =>
    chainCommands(splitListItem(schema.nodes.list_item!), createParagraphNear, liftEmptyBlock, splitBlock),
  sink: (_, { schema }) => shallow(sinkListItem(schema.nodes.list_item!)),
  lift: (_, { schema }) => liftListItem(schema.nodes.list_item!),
  data_block: (random, { schema }) => insertBlock(schema.nodes.indicator_table!.create({ package: random.pick(["youth", "elderly"]) })),
  settings: (random) => (state, dispatch) => {
    const found: number[] = [];
    state.doc.forEach((node, at) => void (node.type.name === "indicator_table" && found.push(at)));
    if (found.length === 0) return false;
    dispatch?.(state.tr.setNodeAttribute(random.pick(found), "title", random.pick(WORDS)));
    return true;
  },
  footnote: (random, { schema }) => (state, dispatch) => {
    if (!state.selection.$from.parent.inlineContent) return false;
    dispatch?.(state.tr.replaceSelectionWith(schema.nodes.footnote!.create(null, schema.text(random.pick(WORDS))), false));
    return true;
  },
  link: (random, { schema }) => (state, dispatch) => {
    const { from, to, empty, $from } = state.selection;
    if (empty || !$from.parent.inlineContent) return false;
    const mark = schema.marks.link!.create({ href: `https://example.fi/${random.below(9)}` });
    dispatch?.(state.tr.addMark(from, to, mark));
    return true;
  },
  paste: (random) => (state, dispatch) => {
    const from = whole(state.doc, random.below(state.doc.content.size));
    const piece = state.doc.slice(from, whole(state.doc, Math.min(state.doc.content.size, from + 30)));
    dispatch?.(state.tr.replaceSelection(piece));
    return true;
  },
};

/** Names in OWN and of the toolbar's actions, the usual ones more often. */
const CHOICES = [
  ...Array<string>(14).fill("write"),
  ...["erase", "erase", "erase", "enter", "enter", "enter", "paste", "strong", "emphasis", "link", "footnote", "undo", "undo", "redo"],
  ...["heading1", "heading2", "paragraph", "bullet_list", "ordered_list", "sink", "lift", "blockquote", "move_up", "move_down"],
  ...["table", "row_after", "row_before", "column_after", "column_before", "delete_row", "delete_column", "merge_cells"],
  ...["split_cell", "header_row", "header_column", "delete_table", "data_block", "settings"],
];
