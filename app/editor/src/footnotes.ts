/** A footnote in the text: its number, which opens it. Numbers are counted by the style sheet. */
import type { Node } from "prosemirror-model";
import { NodeSelection, TextSelection, type Command } from "prosemirror-state";
import type { EditorView, NodeView } from "prosemirror-view";
import { ask } from "./dialogs";
import type { MakeFeature } from "./feature";

export const footnotes: MakeFeature = ({ page }) => ({
  actions: { footnote: { run: footnoteCommand } },
  keys: { "Mod-Alt-f": (state, dispatch, view) => footnoteCommand(state, dispatch, view) },
  nodeViews: { footnote: (node, view, position) => new FootnoteView(node, view, position, page.data.words.footnote) },
});

class FootnoteView implements NodeView {
  readonly dom: HTMLElement;
  private readonly mark: HTMLButtonElement;

  constructor(
    node: Node,
    view: EditorView,
    position: () => number | undefined,
    private readonly word: string,
  ) {
    this.dom = document.createElement("sup");
    this.mark = document.createElement("button");
    this.mark.type = "button";
    this.mark.className = "fn";
    this.dom.append(this.mark);
    this.mark.addEventListener("click", () => {
      if (!view.editable) return;
      view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, position()!)));
      footnoteCommand(view.state, view.dispatch, view);
    });
    this.show(node);
  }

  update(node: Node): boolean {
    if (node.type.name !== "footnote") return false;
    this.show(node);
    return true;
  }

  stopEvent(event: Event): boolean {
    return event.type === "click" || event.type === "mousedown";
  }

  ignoreMutation(): boolean {
    return true;
  }

  private show(node: Node): void {
    this.mark.setAttribute("aria-label", `${this.word}: ${node.textContent}`);
    this.mark.title = node.textContent;
  }
}

/** Writes a footnote at the cursor, or changes the selected one. */
const footnoteCommand: Command = (state, dispatch, view) => {
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
