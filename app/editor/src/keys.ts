/** Keyboard shortcuts, and the signs that become lists and headings as they are typed. */
import { baseKeymap, chainCommands } from "prosemirror-commands";
import { inputRules, textblockTypeInputRule, undoInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import type { Schema } from "prosemirror-model";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import type { Command, Plugin } from "prosemirror-state";
import { addRowAfter, goToNextCell, isInTable } from "prosemirror-tables";
import type { Actions } from "./commands";

/** The shortcuts; they are shown in the toolbar's titles. */
export function keys(schema: Schema, actions: Actions): Plugin[] {
  const item = schema.nodes.list_item!;
  const lineBreak: Command = (state, dispatch) => {
    dispatch?.(state.tr.replaceSelectionWith(schema.nodes.hard_break!.create()).scrollIntoView());
    return true;
  };
  const bound: Record<string, Command> = {
    "Mod-b": actions.strong!.run,
    "Mod-i": actions.emphasis!.run,
    "Mod-z": actions.undo!.run,
    "Mod-y": actions.redo!.run,
    "Shift-Mod-z": actions.redo!.run,
    "Mod-Alt-0": actions.paragraph!.run,
    "Mod-Alt-1": actions.heading1!.run,
    "Mod-Alt-2": actions.heading2!.run,
    "Mod-Alt-3": actions.heading3!.run,
    "Shift-Mod-7": actions.ordered_list!.run,
    "Shift-Mod-8": actions.bullet_list!.run,
    "Shift-Mod-9": actions.blockquote!.run,
    "Alt-ArrowUp": actions.move_up!.run,
    "Alt-ArrowDown": actions.move_down!.run,
    Backspace: undoInputRule,
    Enter: splitListItem(item),
    "Shift-Enter": lineBreak,
    Tab: chainCommands(goToNextCell(1), rowForNextCell, sinkListItem(item)),
    "Shift-Tab": chainCommands(goToNextCell(-1), liftListItem(item)),
  };
  return [keymap(bound), keymap(baseKeymap)];
}

/** In the last cell of a table: a new row, and into it. */
const rowForNextCell: Command = (state, dispatch, view) => {
  if (!isInTable(state)) return false;
  if (dispatch && view) {
    addRowAfter(state, dispatch);
    goToNextCell(1)(view.state, dispatch);
  }
  return true;
};

/** "- " and "1. " begin lists, "> " a quotation, "# " a heading. */
export function typingRules({ nodes }: Schema): Plugin {
  const rules = [
    wrappingInputRule(/^\s*[-*]\s$/, nodes.bullet_list!),
    wrappingInputRule(/^(\d+)\.\s$/, nodes.ordered_list!, (match) => ({ start: Number(match[1]) })),
    wrappingInputRule(/^>\s$/, nodes.blockquote!),
    textblockTypeInputRule(/^(#{1,3})\s$/, nodes.heading!, (match) => ({ level: match[1]!.length })),
  ];
  return inputRules({ rules });
}
