/** Images in the text: chosen, pasted or dropped; sent to the server; described or declared decorative. */
import type { Node } from "prosemirror-model";
import { NodeSelection, Plugin, TextSelection, type Command, type EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { inside, insertBlock } from "./commands";
import type { Context, MakeFeature } from "./feature";
import { Uploads } from "./image-uploads";
import { ImageView, type ImageDesk } from "./image-view";
import { askAboutImage } from "./image-dialog";
import { readPasted } from "./paste-html";
import { takeImages } from "./pasted-images";

const freshId = (): string => `img${Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => (byte % 36).toString(36)).join("")}`;

export const images: MakeFeature = (context) => {
  const desk = new Desk(context);
  return {
    actions: { image: { run: desk.command, isOn: (state) => inFigure(state) !== null } },
    keys: { Enter: desk.enter },
    nodeViews: { figure: (node, view, position) => desk.viewOf(node, view, position) },
    plugins: [
      new Plugin({
        props: {
          transformPastedHTML: (html) => desk.pastedHtml(html),
          handlePaste: (view, event) => desk.insertFiles(view, imagesAlone(event.clipboardData)),
          handleDrop: (view, event) => desk.dropFiles(view, event),
        },
      }),
    ],
  };
};

class Desk implements ImageDesk {
  readonly words: Record<string, string>;
  private readonly uploads: Uploads;
  private readonly views = new Set<ImageView>();
  private readonly images: string;

  constructor(private readonly context: Context) {
    const { page } = context;
    this.words = { ...page.data.words.images, moveUp: page.data.words.moveUp, moveDown: page.data.words.moveDown, remove: page.data.words.remove };
    this.images = page.blocks.replace(/\/blocks$/, "/images");
    this.uploads = new Uploads(page.live.replace(/\/live(\?.*)?$/, "/images"), this.words, {
      arrived: (id, asset) => this.arrived(id, asset),
      changed: (id) => this.views.forEach((view) => view.id === id && view.show()),
    });
  }

  viewOf(node: Node, view: EditorView, position: () => number | undefined): ImageView {
    const made = new ImageView(node, view, position, this, (gone) => this.views.delete(gone));
    this.views.add(made);
    return made;
  }

  /** Changes the figure that the cursor is in, or asks for the file of a new one. */
  readonly command: Command = (state, dispatch, view) => {
    const figure = inFigure(state);
    if (dispatch && view) {
      if (figure) this.describe(figure.attrs.id as string);
      else pickFile((file) => this.insertFiles(view, [file]));
    }
    return true;
  };

  /** On a figure: its description. In a caption: on to the text below. */
  readonly enter: Command = (state, dispatch) => {
    const { selection, schema } = state;
    const figure = inFigure(state);
    if (!figure) return false;
    if (selection instanceof NodeSelection) {
      if (dispatch) this.describe(figure.attrs.id as string);
      return true;
    }
    const after = selection.$from.after(1);
    const transaction = state.tr;
    if (state.doc.nodeAt(after)?.type !== schema.nodes.paragraph) transaction.insert(after, schema.nodes.paragraph!.create());
    dispatch?.(transaction.setSelection(TextSelection.near(transaction.doc.resolve(after + 1))).scrollIntoView());
    return true;
  };

  pastedHtml(html: string): string {
    const found = takeImages(html, freshId);
    if (found.leftOut) this.tell(this.words.leftOut!.replace("%(number)s", String(found.leftOut)));
    setTimeout(() => found.files.forEach((file, id) => figureOf(this.context.view().state.doc, id) && this.uploads.send(id, file)));
    return found.html;
  }

  dropFiles(view: EditorView, event: DragEvent): boolean {
    const files = imagesAlone(event.dataTransfer);
    const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
    if (!files.length || !place) return false;
    const $place = view.state.doc.resolve(place.pos);
    const selection = $place.depth ? TextSelection.near(view.state.doc.resolve($place.end(1)), -1) : TextSelection.near($place);
    view.dispatch(view.state.tr.setSelection(selection));
    return this.insertFiles(view, files);
  }

  /** Figures for these files after the block of the cursor; a single one is asked about at once. */
  insertFiles(view: EditorView, files: Blob[]): boolean {
    if (!files.length || !view.editable) return false;
    const { figure, figure_caption } = view.state.schema.nodes;
    const ids = files.map((file) => {
      const id = freshId();
      insertBlock(figure!.create({ id }, figure_caption!.create()))(view.state, view.dispatch);
      this.uploads.send(id, file);
      return id;
    });
    if (ids.length === 1) this.describe(ids[0]!);
    return true;
  }

  address(asset: string): string {
    return `${this.images}/${asset}`;
  }

  upload(id: string): ReturnType<Uploads["of"]> {
    return this.uploads.of(id);
  }

  again(id: string): void {
    const upload = this.uploads.of(id);
    if (upload) this.uploads.send(id, upload.file);
  }

  choose(id: string): void {
    pickFile((file) => this.uploads.send(id, file));
  }

  move(name: "move_up" | "move_down", view: EditorView): void {
    this.context.actions[name]!.run(view.state, view.dispatch, view);
    view.focus();
  }

  describe(id: string): void {
    const view = this.context.view();
    const found = figureOf(view.state.doc, id);
    if (!found) return;
    const { alt, decorative } = found.node.attrs as { alt: string; decorative: boolean };
    const now = { alt, decorative, caption: found.node.textContent };
    void askAboutImage(now, this.words).then((answer) => {
      const place = figureOf(view.state.doc, id); // others may have written meanwhile
      if (answer && place) {
        const transaction = view.state.tr;
        if (answer.caption !== now.caption) setCaption(transaction, place, answer.caption);
        if (answer.alt !== alt) transaction.setNodeAttribute(place.at, "alt", answer.alt);
        if (answer.decorative !== decorative) transaction.setNodeAttribute(place.at, "decorative", answer.decorative);
        if (transaction.docChanged) view.dispatch(transaction);
      }
      view.focus();
    });
  }

  /** Undoing takes the whole figure away, never only its image. */
  private arrived(id: string, asset: string): void {
    const view = this.context.view();
    const place = figureOf(view.state.doc, id);
    if (!place) return;
    view.dispatch(view.state.tr.setNodeAttribute(place.at, "asset", asset).setMeta("addToHistory", false));
    this.context.announce(this.words.added!);
  }

  /** A line above the text, until it is read or the page is left. */
  private tell(text: string): void {
    const { mount, data } = this.context.page;
    document.getElementById("image-notice")?.remove();
    const notice = document.createElement("p");
    notice.id = "image-notice";
    notice.className = "image-notice";
    const close = document.createElement("button");
    close.type = "button";
    close.className = "linkish";
    close.textContent = data.words.close;
    close.addEventListener("click", () => (notice.remove(), this.context.view().focus()));
    notice.append(text, " ", close);
    mount.before(notice);
    this.context.announce(text);
  }
}

interface Place {
  node: Node;
  at: number;
}

function figureOf(doc: Node, id: string): Place | null {
  let found: Place | null = null;
  doc.forEach((node, at) => {
    if (node.type.name === "figure" && node.attrs.id === id) found = { node, at };
  });
  return found;
}

function inFigure(state: EditorState): Node | null {
  const { selection } = state;
  if (selection instanceof NodeSelection && selection.node.type.name === "figure") return selection.node;
  return inside(state, state.schema.nodes.figure!) ? selection.$from.node(1) : null;
}

function setCaption(transaction: EditorState["tr"], { node, at }: Place, caption: string): void {
  const from = at + 2;
  const to = from + node.firstChild!.content.size;
  if (caption) transaction.replaceWith(from, to, node.type.schema.text(caption));
  else transaction.delete(from, to);
}

/** The images that came as files; none where markup came with them, as from Word and Excel: the markup says more. */
function imagesAlone(data: DataTransfer | null): File[] {
  const files = [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));
  const markup = readPasted(data?.getData("text/html") ?? "");
  return markup.textContent?.trim() ? [] : files;
}

function pickFile(picked: (file: File) => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = "image/*";
  input.addEventListener("change", () => input.files?.[0] && picked(input.files[0]));
  input.click();
}
