/** Dialogs: the page's own for links and footnotes, and a way to hold any form in one. */
import type { Command, EditorState } from "prosemirror-state";
import { NodeSelection, TextSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { hasMark } from "./commands";
import { isSafeLink } from "./schema";

/** A small text button; with a sign, the label is for those who hear it. */
export function button(label: string, sign = ""): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "linkish";
  made.textContent = sign || label;
  if (sign) {
    made.setAttribute("aria-label", label);
    made.title = label;
  }
  return made;
}

/**
 * Opens a dialog with a form. `submitted` gives the result, or undefined to keep it open; a button with `data-answer`
 * gives that. Null when it is left: by Escape, or by a button with `data-close`.
 */
export function openDialog<Result>(
  dialog: HTMLDialogElement,
  submitted: (form: HTMLFormElement, submitter: HTMLElement | null) => Promise<Result | undefined> | Result | undefined,
): Promise<Result | null> {
  const temporary = !dialog.isConnected;
  if (temporary) document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    const ending = new AbortController();
    const end = (result: Result | null) => {
      ending.abort();
      if (dialog.open) dialog.close();
      if (temporary) dialog.remove();
      resolve(result);
    };
    const on = (type: string, listener: (event: any) => void) =>
      dialog.addEventListener(type, listener, { signal: ending.signal });
    on("close", () => end(null));
    on("click", (event: MouseEvent) => {
      const pressed = (event.target as Element).closest<HTMLElement>("[data-close], [data-answer]");
      if (pressed) end((pressed.dataset.answer as Result | undefined) ?? null);
    });
    on("submit", async (event: SubmitEvent) => {
      const form = event.target as HTMLFormElement;
      if (form.method === "get" || form.matches("[data-own]")) return; // not the settings themselves
      event.preventDefault();
      event.stopPropagation();
      const result = await submitted(form, event.submitter);
      if (result !== undefined) setTimeout(() => end(result)); // after the key that sent it, else the text gets it too
    });
  });
}

const pageDialog = (id: string) => document.getElementById(id) as HTMLDialogElement;
const field = (dialog: HTMLDialogElement) => dialog.querySelector<HTMLInputElement | HTMLTextAreaElement>("input, textarea")!;

/** Asks one text in a dialog of the page; "" when the button that removes was pressed. */
async function ask(id: string, value: string, fault: (text: string) => string): Promise<string | null> {
  const dialog = pageDialog(id);
  const input = field(dialog);
  input.value = value;
  input.setCustomValidity("");
  dialog.querySelector<HTMLElement>("[data-answer]")!.hidden = !value;
  return openDialog(dialog, (form) => {
    input.setCustomValidity(fault(input.value.trim()));
    return form.reportValidity() ? input.value.trim() : undefined;
  });
}

/** "kokkola.fi" and "a@b.fi" are understood as people mean them. */
function completed(address: string): string {
  if (/^[a-z]+:/i.test(address)) return address;
  return /^[^\s/@]+@[^\s/@]+$/.test(address) ? `mailto:${address}` : `https://${address}`;
}

/** Links the selection, or changes or removes the link that the cursor is in. */
export function linkCommand(badLink: string): Command {
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

/** Writes a footnote at the cursor, or changes the selected one. */
export const footnoteCommand: Command = (state, dispatch, view) => {
  if (!state.selection.$from.parent.inlineContent) return false;
  if (dispatch && view) void changeFootnote(view);
  return true;
};

async function changeFootnote(view: EditorView): Promise<void> {
  const type = view.state.schema.nodes.footnote!;
  const { selection } = view.state;
  const old = selection instanceof NodeSelection && selection.node.type === type ? selection.node : null;
  if (!old) view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, selection.to)));
  const text = await ask("footnote-dialog", old?.textContent ?? "", () => "");
  if (text !== null) {
    const transaction = view.state.tr;
    if (text) transaction.replaceSelectionWith(type.create(null, view.state.schema.text(text)), false);
    else if (old) transaction.deleteSelection();
    view.dispatch(transaction.scrollIntoView());
  }
  view.focus();
}
