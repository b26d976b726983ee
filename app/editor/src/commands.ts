/** What toolbar and keys do, by name. */
import { lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import type { Node, NodeType, Schema } from "prosemirror-model";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import { NodeSelection, Selection, TextSelection, type Command, type EditorState } from "prosemirror-state";
import * as tables from "prosemirror-tables";

export interface Action {
  run: Command;
  isOn?(state: EditorState): boolean;
}
export type Actions = Record<string, Action>;

/** Actions that need nothing but the schema; dialogs add theirs. */
export function textActions(schema: Schema): Actions {
  const { nodes, marks } = schema as { nodes: Record<string, NodeType>; marks: Record<string, any> };
  const block = (type: NodeType, attrs = {}): Action => ({
    run: setBlockType(type, attrs),
    isOn: (state) => state.selection.$from.parent.hasMarkup(type, { ...state.selection.$from.parent.attrs, ...attrs }),
  });
  const list = (type: NodeType): Action => ({
    run: (state, dispatch, view) =>
      inside(state, type) ? liftListItem(nodes.list_item!)(state, dispatch, view) : wrapInList(type)(state, dispatch, view),
    isOn: (state) => inside(state, type),
  });
  const mark = (name: string): Action => ({ run: toggleMark(marks[name]), isOn: (state) => hasMark(state, name) });
  return {
    paragraph: block(nodes.paragraph!),
    heading1: block(nodes.heading!, { level: 1 }),
    heading2: block(nodes.heading!, { level: 2 }),
    heading3: block(nodes.heading!, { level: 3 }),
    strong: mark("strong"),
    emphasis: mark("emphasis"),
    bullet_list: list(nodes.bullet_list!),
    ordered_list: list(nodes.ordered_list!),
    blockquote: {
      run: (state, dispatch, view) =>
        inside(state, nodes.blockquote!) ? lift(state, dispatch) : wrapIn(nodes.blockquote!)(state, dispatch, view),
      isOn: (state) => inside(state, nodes.blockquote!),
    },
    table: { run: insertTable },
    undo: { run: undo },
    redo: { run: redo },
    row_after: { run: tables.addRowAfter },
    row_before: { run: tables.addRowBefore },
    column_after: { run: tables.addColumnAfter },
    column_before: { run: tables.addColumnBefore },
    delete_row: { run: tables.deleteRow },
    delete_column: { run: tables.deleteColumn },
    merge_cells: { run: tables.mergeCells },
    split_cell: { run: tables.splitCell },
    header_row: { run: tables.toggleHeader("row") },
    header_column: { run: tables.toggleHeader("column") },
    delete_table: { run: deleteTable },
    move_up: { run: move(-1) },
    move_down: { run: move(1) },
  };
}

export function hasMark(state: EditorState, name: string): boolean {
  const type = state.schema.marks[name]!;
  const { from, to, empty, $from } = state.selection;
  if (empty) return Boolean(type.isInSet(state.storedMarks ?? $from.marks()));
  return state.doc.rangeHasMark(from, to, type);
}

export function inside(state: EditorState, type: NodeType): boolean {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type === type) return true;
  return false;
}

/** Puts a block after the one that the selection is in, at the top level of the text. */
export function insertBlock(node: Node, select = true): Command {
  return (state, dispatch) => {
    const { $from, $to } = state.selection;
    const parent = $from.depth > 0 ? $from.node(1) : null;
    const empty = parent?.isTextblock && parent.content.size === 0;
    const from = empty ? $from.before(1) : $to.depth > 0 ? $to.after(1) : $to.pos;
    const transaction = empty ? state.tr.replaceWith(from, $from.after(1), node) : state.tr.insert(from, node);
    if (select && node.isAtom) transaction.setSelection(NodeSelection.create(transaction.doc, from));
    else if (select) transaction.setSelection(TextSelection.near(transaction.doc.resolve(from + 1)));
    dispatch?.(transaction.scrollIntoView());
    return true;
  };
}

const insertTable: Command = (state, dispatch) => {
  if (inside(state, state.schema.nodes.table_figure!)) return false;
  const { table_figure, table_caption, table, table_row, table_header, table_cell } = state.schema.nodes;
  const row = (type: NodeType) => table_row!.create(null, [0, 1, 2].map(() => type.createAndFill()!));
  const rows = [row(table_header!), row(table_cell!), row(table_cell!)];
  return insertBlock(table_figure!.create(null, [table_caption!.create(), table!.create(null, rows)]))(state, dispatch);
};

const deleteTable: Command = (state, dispatch) => {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type.name !== "table_figure") continue;
    dispatch?.(state.tr.delete($from.before(depth), $from.after(depth)).scrollIntoView());
    return true;
  }
  return false;
};

/** Moves the top-level block of the selection up (-1) or down (1) by one. */
function move(direction: -1 | 1): Command {
  return (state, dispatch) => {
    const index = state.selection.$from.index(0);
    return moveBlock(index, direction === 1 ? index + 2 : index - 1)(state, dispatch);
  };
}

/**
 * Puts the block at `index` before the one that is now at `before` (the number of blocks: to the end), whole: with its
 * id, its remarks, and the cursor where it was in it.
 */
export function moveBlock(index: number, before: number): Command {
  return (state, dispatch) => {
    const { doc, selection } = state;
    if (before < 0 || before > doc.childCount || before === index || before === index + 1) return false;
    const [start, target] = [placeOf(doc, index), placeOf(doc, before)];
    const block = doc.child(index);
    const transaction = state.tr.delete(start, start + block.nodeSize);
    const moved = transaction.mapping.map(target);
    transaction.insert(moved, block);
    if (selection.$from.depth > 0 && selection.$from.index(0) === index)
      transaction.setSelection(TextSelection.near(transaction.doc.resolve(moved + selection.from - start)));
    else transaction.setSelection(selectionOf(transaction.doc, moved));
    dispatch?.(transaction.setMeta("moved", before).scrollIntoView());
    return true;
  };
}

/** Where the block of the text of this number begins. */
export function placeOf(doc: Node, index: number): number {
  let start = 0;
  for (let at = 0; at < index; at++) start += doc.child(at).nodeSize;
  return start;
}

function selectionOf(doc: Node, position: number): Selection {
  const block = doc.nodeAt(position)!;
  return block.isAtom ? NodeSelection.create(doc, position) : Selection.near(doc.resolve(position + 1));
}
