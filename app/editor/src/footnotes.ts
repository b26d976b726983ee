/** A footnote in the text: its number, which opens it. Numbers are counted by the style sheet. */
import type { Node } from "prosemirror-model";
import { NodeSelection } from "prosemirror-state";
import type { EditorView, NodeView } from "prosemirror-view";
import { footnoteCommand } from "./dialogs";

export class FootnoteView implements NodeView {
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
