/** Links: a dialog asks where the selection leads. */
import type { Command, EditorState } from "prosemirror-state";
import { TextSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { hasMark } from "./commands";
import { ask } from "./dialogs";
import type { MakeFeature } from "./feature";
import { isSafeLink } from "./schema";

export const links: MakeFeature = ({ page }) => {
  const run = linkCommand(page.data.words.badLink);
  return { actions: { link: { run, isOn: (state) => hasMark(state, "link") } }, keys: { "Mod-k": run } };
};

/** One web or mail address and nothing else. */
export const isAddress = (text: string): boolean => /^(https?:\/\/|mailto:|www\.)\S+$/.test(text.trim()) && isSafeLink(completed(text.trim()));

/** A web address pasted over words links them; it does not take their place. */
export function linkSelection(view: EditorView, event: ClipboardEvent): boolean {
  const { from, to, empty, $from, $to } = view.state.selection;
  const address = completed(event.clipboardData?.getData("text/plain").trim() ?? "");
  const type = view.state.schema.marks.link!;
  if (empty || !$from.sameParent($to) || !$from.parent.inlineContent || !$from.parent.type.allowsMarkType(type) || !isSafeLink(address)) return false;
  view.dispatch(view.state.tr.removeMark(from, to, type).addMark(from, to, type.create({ href: address })).scrollIntoView());
  return true;
}

/** "kokkola.fi" and "a@b.fi" are understood as people mean them. */
export function completed(address: string): string {
  if (/^[a-z]+:/i.test(address)) return address;
  return /^[^\s/@]+@[^\s/@]+$/.test(address) ? `mailto:${address}` : `https://${address}`;
}

/** Links the selection, or changes or removes the link that the cursor is in. */
function linkCommand(badLink: string): Command {
  return (state, dispatch, view) => {
    const isOn = hasMark(state, "link");
    if (!state.selection.$from.parent.inlineContent || (state.selection.empty && !isOn)) return false;
    if (dispatch && view) void changeLink(view, badLink);
    return true;
  };
}

async function changeLink(view: EditorView, badLink: string): Promise<void> {
  const range = linkAround(view.state) ?? view.state.selection;
  const type = view.state.schema.marks.link!;
  const marks = view.state.doc.resolve(range.from).nodeAfter?.marks ?? [];
  const old = (type.isInSet(marks)?.attrs.href as string | undefined) ?? "";
  const fault = (text: string) => (isSafeLink(completed(text)) ? "" : badLink);
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, range.from, range.to)));
  const address = await ask("link-dialog", old, fault);
  if (address !== null) {
    const { from, to } = view.state.selection; // mapped through what others wrote meanwhile
    const transaction = view.state.tr.removeMark(from, to, type);
    if (address) transaction.addMark(from, to, type.create({ href: completed(address) }));
    view.dispatch(transaction);
  }
  view.focus();
}

/** The whole link that the cursor stands in; null with a selection. */
function linkAround(state: EditorState): { from: number; to: number } | null {
  const { $from, empty } = state.selection;
  if (!empty) return null;
  const link = state.schema.marks.link!.isInSet($from.marks());
  if (!link) return null;
  let [from, to] = [-1, -1];
  $from.parent.forEach((child, offset) => {
    const start = $from.start() + offset;
    if (!link.isInSet(child.marks)) return;
    if (start > to && to >= $from.pos) return;
    from = start === to ? from : start;
    to = start + child.nodeSize;
  });
  return { from, to };
}
