/** Data blocks in the text: the server draws what they show and the form of their settings. */
import type { Node } from "prosemirror-model";
import { NodeSelection, type Command, type EditorState, type Transaction } from "prosemirror-state";
import type { EditorView, NodeView, NodeViewConstructor } from "prosemirror-view";
import { insertBlock } from "./commands";
import { button, openDialog } from "./dialogs";
import type { Context, MakeFeature } from "./feature";
import type { EditorPage } from "./page";

export const dataBlocks: MakeFeature = (context) => {
  const { page } = context;
  const kinds = Object.keys(page.data.words.blocks);
  const view: NodeViewConstructor = (node, editor, position) => new BlockView(node, editor, position, context);
  return {
    actions: Object.fromEntries(kinds.map((kind) => [kind, { run: newBlock(page, kind) }])),
    keys: { Enter: editBlock(page) },
    nodeViews: Object.fromEntries(kinds.map((kind) => [kind, view])),
  };
};

const previews = new Map<string, Promise<string>>();

class BlockView implements NodeView {
  readonly dom: HTMLElement;
  private readonly body: HTMLElement;

  constructor(
    private node: Node,
    private readonly view: EditorView,
    private readonly position: () => number | undefined,
    private readonly context: Context,
  ) {
    const { words } = context.page.data;
    this.dom = document.createElement("figure");
    this.dom.className = "datablock datablock--edit wide";
    this.dom.setAttribute("aria-label", words.blocks[node.type.name]!);
    const bar = document.createElement("div");
    bar.className = "datablock__bar";
    const icon = document.createElement("span");
    icon.className = "hds-icon hds-icon--graph-columns hds-icon--size-xs";
    icon.setAttribute("aria-hidden", "true");
    const name = document.createElement("span");
    name.className = "push-after";
    name.textContent = words.blocks[node.type.name]!;
    bar.append(
      icon,
      name,
      this.button(words.moveUp, () => this.act("move_up"), "↑"),
      this.button(words.moveDown, () => this.act("move_down"), "↓"),
      this.button(words.edit, () => this.edit()),
      this.button(words.copy, () => this.copy()),
      this.button(words.remove, () => this.remove()),
    );
    this.body = document.createElement("div");
    this.body.className = "datawrap";
    this.dom.append(bar, this.body);
    void this.show();
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    const changed = JSON.stringify(node.attrs) !== JSON.stringify(this.node.attrs);
    this.node = node;
    if (changed) void this.show();
    return true;
  }

  selectNode(): void {
    this.dom.classList.add("ProseMirror-selectednode");
  }

  deselectNode(): void {
    this.dom.classList.remove("ProseMirror-selectednode");
  }

  stopEvent(event: Event): boolean {
    return (event.target as Element).closest("button, a, summary") !== null;
  }

  ignoreMutation(): boolean {
    return true;
  }

  private button(label: string, run: () => void, sign = ""): HTMLButtonElement {
    const made = button(label, sign);
    made.addEventListener("click", () => this.view.editable && run());
    return made;
  }

  private select(): void {
    const { doc, tr } = this.view.state;
    this.view.dispatch(tr.setSelection(NodeSelection.create(doc, this.position()!)));
  }

  private act(name: string): void {
    this.select();
    this.context.actions[name]!.run(this.view.state, this.view.dispatch, this.view);
    this.view.focus();
  }

  private edit(): void {
    this.select();
    void editBlock(this.context.page)(this.view.state, this.view.dispatch, this.view);
  }

  /** To the clipboard, as the editor itself writes it: to be pasted into this or another section. */
  private copy(): void {
    this.select();
    this.view.focus();
    document.execCommand("copy");
    this.context.announce(this.context.page.data.words.blockCopied);
  }

  private remove(): void {
    const at = this.position()!;
    this.view.dispatch(this.view.state.tr.delete(at, at + this.node.nodeSize));
    this.view.focus();
  }

  private async show(): Promise<void> {
    const { node } = this;
    const { page } = this.context;
    const query = new URLSearchParams({ language: page.language, attrs: JSON.stringify(node.attrs) });
    const address = `${page.blocks}/${node.type.name}/preview?${query}`;
    if (!this.body.hasChildNodes()) this.body.textContent = page.data.words.loading;
    try {
      if (!previews.has(address)) previews.set(address, fetchText(address));
      const html = await previews.get(address)!;
      if (node === this.node) this.body.replaceChildren(...fragment(html));
    } catch {
      previews.delete(address);
      this.body.textContent = page.data.words.previewFailed;
    }
  }
}

async function fetchText(address: string): Promise<string> {
  const answer = await fetch(address, { headers: { "HX-Request": "true" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}

/** Markup that our own server wrote. */
const fragment = (html: string): ChildNode[] => [...new DOMParser().parseFromString(html, "text/html").body.childNodes];

/** Opens the settings of a new block of this kind, and puts it into the text when they are given. */
function newBlock(page: EditorPage, kind: string): Command {
  return (state, dispatch, view) => {
    if (dispatch && view)
      void askSettings(page, kind, {}).then((attrs) => {
        if (attrs) insertBlock(view.state.schema.nodes[kind]!.create({ ...attrs, id: "" }))(view.state, view.dispatch);
        view.focus();
      });
    return state.schema.nodes[kind] !== undefined;
  };
}

/** Opens the settings of the selected block. */
function editBlock(page: EditorPage): Command {
  return (state, dispatch, view) => {
    const { selection } = state;
    if (!(selection instanceof NodeSelection) || !(selection.node.type.name in page.data.words.blocks)) return false;
    const { node } = selection;
    if (dispatch && view)
      void askSettings(page, node.type.name, node.attrs).then((attrs) => {
        if (attrs) view.dispatch(setChanged(view.state, node, attrs));
        view.focus();
      });
    return true;
  };
}

/** Only what was changed in the dialog: what others set in the same block meanwhile stays. */
function setChanged(state: EditorState, node: Node, attrs: Record<string, unknown>): Transaction {
  const transaction = state.tr;
  const at = whereIs(state.doc, node);
  const changed = Object.entries(attrs).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(node.attrs[name]));
  if (at !== null) for (const [name, value] of changed) if (name !== "id") transaction.setNodeAttribute(at, name, value);
  return transaction;
}

/** The block's place now: others may have written while the dialog was open. */
function whereIs(doc: Node, node: Node): number | null {
  let found: number | null = null;
  doc.forEach((child, offset) => {
    if (child === node || (node.attrs.id && child.attrs.id === node.attrs.id)) found = offset;
  });
  return found;
}

/** The server's form in a dialog, until it accepts the settings (their attributes) or the person gives up (null). */
async function askSettings(page: EditorPage, kind: string, attrs: object): Promise<Record<string, unknown> | null> {
  const address = `${page.blocks}/${kind}/settings`;
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-label", page.data.words.blocks[kind]!);
  const bind = () => (window as { htmx?: { process(node: Element): void } }).htmx?.process(dialog); // once it is shown
  const show = (html: string) => {
    dialog.replaceChildren(...fragment(html));
    bind();
  };
  try {
    show(await fetchText(`${address}?${new URLSearchParams({ language: page.language, attrs: JSON.stringify(attrs) })}`));
  } catch {
    const close = button(page.data.words.close);
    close.dataset.close = "";
    const body = document.createElement("div");
    body.className = "dialog__body";
    body.append(page.data.words.previewFailed, " ", close);
    dialog.replaceChildren(body);
  }
  const settled = openDialog(dialog, async (form, submitter) => {
    const body = new URLSearchParams(new FormData(form, submitter) as unknown as Record<string, string>);
    const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
    if (answer.ok) return ((await answer.json()) as { attrs: Record<string, unknown> }).attrs;
    show(await answer.text());
    return undefined;
  });
  bind();
  return settled;
}
