/** Blocks change places: a handle in the margin is dragged by mouse or finger, or moved with the arrow keys. */
import type { Node } from "prosemirror-model";
import { Plugin, type EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { moveBlock, placeOf } from "./commands";
import type { Context, MakeFeature } from "./feature";
import { afterPaint } from "./after-paint";

const EDGE = 48; // px from the edge of the text where it begins to scroll
const STEADY = 4; // px that a pointer may tremble without dragging

export const drag: MakeFeature = (context) => ({
  plugins: [
    new Plugin({
      view: (view) => new Handle(view, context),
      filterTransaction: (transaction, state) => {
        const before = transaction.getMeta("moved") as number | undefined;
        if (before !== undefined) tellMove(context, state, before);
        return true;
      },
    }),
  ],
});

function tellMove({ page, announce }: Context, state: EditorState, before: number): void {
  const { words } = page.data;
  const next = before < state.doc.childCount ? nameOf(state.doc.child(before), words.writing) : "";
  announce(next ? words.writing.movedBefore!.replace("%(block)s", next) : words.writing.movedToEnd!);
}

/** A block in a few words: how it begins. */
function nameOf(block: Node, words: Record<string, string>): string {
  const text = block.textContent.trim();
  return text ? text.slice(0, 60) : words.emptyBlock!;
}

class Handle {
  private readonly button = document.createElement("button");
  private readonly line = document.createElement("div");
  private index = -1;
  private readonly listening = new AbortController();
  private readonly following = afterPaint(() => this.follow());

  constructor(
    private readonly view: EditorView,
    private readonly context: Context,
  ) {
    const { button, line } = this;
    button.type = "button";
    button.className = "block-handle";
    button.hidden = true;
    button.setAttribute("aria-keyshortcuts", "ArrowUp ArrowDown");
    button.title = this.words.moveHint!;
    line.className = "drop-line";
    line.hidden = true;
    const canvas = context.page.mount;
    const { signal } = this.listening;
    canvas.addEventListener("pointermove", (event) => event.pointerType === "mouse" && this.hover(event), { signal });
    canvas.addEventListener("pointerleave", this.following.ask, { signal });
    button.addEventListener("pointerdown", (event) => this.grab(event));
    button.addEventListener("keydown", (event) => this.key(event));
    queueMicrotask(() => canvas.append(button, line));
  }

  private get words(): Record<string, string> {
    return this.context.page.data.words.writing;
  }

  update(view: EditorView, before: EditorState): void {
    if (view.state.selection !== before.selection || view.state.doc !== before.doc) this.following.ask();
  }

  destroy(): void {
    this.following.forget();
    this.listening.abort();
    this.button.remove();
    this.line.remove();
  }

  /** Beside the block that the cursor is in. */
  private follow(): void {
    if (this.line.hidden) this.show(this.view.state.selection.$from.index(0));
  }

  private hover(event: PointerEvent): void {
    if (!this.line.hidden || event.target === this.button) return;
    const index = this.blockAt(event.clientY);
    if (index !== null) this.show(index);
  }

  private show(index: number): void {
    const { doc } = this.view.state;
    const block = doc.maybeChild(index);
    const dom = block && this.dom(index);
    this.button.hidden = !dom || !this.view.editable || doc.childCount < 2;
    if (!dom || this.button.hidden) return;
    this.index = index;
    const top = `${this.topOf(dom) + topOfText(dom)}px`;
    if (this.button.style.top !== top) this.button.style.top = top;
    const label = this.words.moveBlock!.replace("%(block)s", nameOf(block, this.words));
    if (this.button.getAttribute("aria-label") !== label) this.button.setAttribute("aria-label", label);
  }

  private dom(index: number): HTMLElement | null {
    const found = this.view.nodeDOM(placeOf(this.view.state.doc, index));
    return found instanceof HTMLElement ? found : null;
  }

  /** From the top of the canvas, in which handle and line stand. */
  private topOf(dom: HTMLElement): number {
    return this.view.dom.offsetTop + dom.offsetTop;
  }

  /** The number of the block at this height of the window. */
  private blockAt(y: number): number | null {
    let [low, high] = [0, this.view.state.doc.childCount - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      const dom = this.dom(middle);
      if (!dom) return null;
      if (dom.getBoundingClientRect().bottom < y) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowUp: -1, ArrowDown: 2 }[event.key];
    if (event.key === "Escape") this.view.focus();
    if (!step) return;
    event.preventDefault();
    const target = this.index + step;
    if (!moveBlock(this.index, target)(this.view.state, this.view.dispatch)) return;
    this.show(step < 0 ? target : target - 1);
  }

  private grab(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    const { button } = this;
    const grabbed = this.view.state.doc.child(this.index);
    const ending = new AbortController();
    let target: number | null = null;
    button.setPointerCapture(event.pointerId);
    const on = <K extends keyof GlobalEventHandlersEventMap>(type: K, run: (happened: GlobalEventHandlersEventMap[K]) => void) =>
      addEventListener(type, run as EventListener, { signal: ending.signal, capture: true });
    const end = () => {
      ending.abort();
      this.line.hidden = true;
    };
    on("pointermove", (moved) => {
      if (this.line.hidden && Math.abs(moved.clientY - event.clientY) < STEADY) return;
      target = this.indicate(moved.clientY);
    });
    on("pointerup", () => {
      end();
      if (target !== null) this.drop(grabbed, target);
      else this.view.focus();
    });
    on("pointercancel", end);
    on("keydown", (pressed) => {
      if (pressed.key !== "Escape") return;
      pressed.stopPropagation();
      end();
    });
  }

  /** Shows where the block would come, and gives the number of the block it would stand before. */
  private indicate(y: number): number | null {
    const canvas = this.context.page.mount;
    const { top, bottom } = canvas.getBoundingClientRect();
    if (y < top + EDGE) canvas.scrollBy(0, -EDGE / 4);
    if (y > bottom - EDGE) canvas.scrollBy(0, EDGE / 4);
    const index = this.blockAt(y);
    const dom = index === null ? null : this.dom(index);
    if (index === null || !dom) return null;
    const box = dom.getBoundingClientRect();
    const isBelow = y > box.top + box.height / 2;
    this.line.hidden = false;
    this.line.style.top = `${this.topOf(dom) + (isBelow ? dom.offsetHeight : 0)}px`;
    return isBelow ? index + 1 : index;
  }

  /** The block may have got another number while it was dragged: others write too. */
  private drop(grabbed: Node, target: number): void {
    const { doc } = this.view.state;
    let index = -1;
    doc.forEach((block, _offset, at) => {
      if (block === grabbed || (grabbed.attrs.id && block.attrs.id === grabbed.attrs.id)) index = at;
    });
    if (index >= 0) moveBlock(index, target)(this.view.state, this.view.dispatch);
    this.view.focus();
  }
}

/** Where the first line begins inside a block, so that the handle stands beside it. */
function topOfText(dom: HTMLElement): number {
  return dom.matches("p, h2, h3, h4") ? (parseFloat(getComputedStyle(dom).lineHeight) || 24) / 2 - 14 : 0;
}
