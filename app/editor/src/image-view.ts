/** A figure in the text: its image or how far that is, what it still lacks, its caption to write in. */
import type { Node } from "prosemirror-model";
import { NodeSelection } from "prosemirror-state";
import type { EditorView, NodeView, ViewMutationRecord } from "prosemirror-view";
import { button } from "./dialogs";
import type { Upload } from "./image-uploads";

/** What a figure's buttons do, and where its image is. */
export interface ImageDesk {
  readonly words: Record<string, string>;
  address(asset: string): string;
  upload(id: string): Upload | undefined;
  describe(id: string): void;
  choose(id: string): void;
  again(id: string): void;
  move(name: "move_up" | "move_down", view: EditorView): void;
}

export class ImageView implements NodeView {
  readonly dom = document.createElement("figure");
  readonly contentDOM = document.createElement("div");
  private readonly stage = document.createElement("div");

  constructor(
    private node: Node,
    private readonly view: EditorView,
    private readonly position: () => number | undefined,
    private readonly desk: ImageDesk,
    private readonly gone: (view: ImageView) => void,
  ) {
    this.dom.className = "image-figure image-figure--edit";
    this.stage.className = "image-figure__stage";
    this.stage.contentEditable = "false";
    this.stage.addEventListener("click", (event) => (event.target as Element).tagName === "IMG" && this.select());
    this.dom.append(this.bar(), this.stage, this.contentDOM);
    this.show();
  }

  get id(): string {
    return this.node.attrs.id as string;
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    const changed = node.attrs !== this.node.attrs;
    this.node = node;
    if (changed) this.show();
    return true;
  }

  stopEvent(event: Event): boolean {
    return (event.target as Element).closest("button") !== null;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }

  destroy(): void {
    this.gone(this);
  }

  show(): void {
    const { words } = this.desk;
    const { asset, alt, decorative } = this.node.attrs as { asset: string; alt: string; decorative: boolean };
    const upload = this.desk.upload(this.id);
    this.dom.setAttribute("aria-label", [words.image, decorative ? words.decorative : alt || words.missing].join(": "));
    const parts: HTMLElement[] = asset ? [this.image(asset, decorative ? "" : alt)] : [];
    if (upload) parts.push(...this.progress(upload));
    else if (!asset) parts.push(this.note(words.empty!, this.tool(words.choose!, () => this.desk.choose(this.id))));
    if (!alt && !decorative) parts.push(this.note(words.missing!, this.tool(words.addAlt!, () => this.desk.describe(this.id))));
    else if (decorative) parts.push(this.note(words.decorative!));
    this.stage.replaceChildren(...parts);
  }

  private bar(): HTMLElement {
    const { words } = this.desk;
    const bar = document.createElement("div");
    bar.className = "datablock__bar";
    bar.contentEditable = "false";
    const icon = document.createElement("span");
    icon.className = "hds-icon hds-icon--photo hds-icon--size-xs";
    icon.setAttribute("aria-hidden", "true");
    const name = document.createElement("span");
    name.className = "push-after";
    name.textContent = words.image!;
    bar.append(
      icon,
      name,
      this.tool(words.moveUp!, () => this.move("move_up"), "↑"),
      this.tool(words.moveDown!, () => this.move("move_down"), "↓"),
      this.tool(words.alt!, () => this.desk.describe(this.id)),
      this.tool(words.replace!, () => this.desk.choose(this.id)),
      this.tool(words.remove!, () => this.remove()),
    );
    return bar;
  }

  private image(asset: string, alt: string): HTMLElement {
    const image = document.createElement("img");
    image.src = this.desk.address(asset);
    image.alt = alt;
    image.className = "image";
    return image;
  }

  private progress({ percent, problem }: Upload): HTMLElement[] {
    const { words } = this.desk;
    if (!problem) return [this.note(words.sending!.replace("%(percent)s", String(percent)))];
    const again = this.tool(words.again!, () => this.desk.again(this.id));
    const note = this.note(problem, again, this.tool(words.choose!, () => this.desk.choose(this.id)));
    note.classList.add("image-figure__note--problem");
    return [note];
  }

  private note(text: string, ...tools: HTMLElement[]): HTMLElement {
    const note = document.createElement("p");
    note.className = tools.length ? "image-figure__note image-figure__note--open" : "image-figure__note";
    note.append(text, ...tools.flatMap((tool) => [" ", tool]));
    return note;
  }

  private tool(label: string, run: () => void, sign = ""): HTMLButtonElement {
    const made = button(label, sign);
    made.addEventListener("click", () => this.view.editable && run());
    return made;
  }

  private select(): void {
    this.view.dispatch(this.view.state.tr.setSelection(NodeSelection.create(this.view.state.doc, this.position()!)));
    this.view.focus();
  }

  private move(name: "move_up" | "move_down"): void {
    this.select();
    this.desk.move(name, this.view);
  }

  private remove(): void {
    const at = this.position()!;
    this.view.dispatch(this.view.state.tr.delete(at, at + this.node.nodeSize));
    this.view.focus();
  }
}
