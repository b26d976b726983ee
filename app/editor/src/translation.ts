/**
 * The original beside its translation: rows at the same height, the original's block of where one writes is marked,
 * and the server's view of both is asked again when one of them has changed. Only on the page with both texts.
 */
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { Channel } from "./channel";
import type { MakeFeature } from "./feature";

const ASK_AFTER = 1500; // ms
const NEAR = 4; // px that nobody sees
const spacing = new PluginKey<Map<string, number>>("spacing");

export const translation: MakeFeature = ({ page, session }) => {
  if (!document.getElementById("original")) return {};
  let asking: number | undefined;
  const ask = () => {
    clearTimeout(asking);
    asking = window.setTimeout(() => document.body.dispatchEvent(new CustomEvent("translation-changed")), ASK_AFTER);
  };
  return {
    plugins: [rows(() => void session().settled().then(ask))],
    started: (view) => {
      listen(page.data.schemaHash, ask);
      align(view);
    },
  };
};

/** Hears of changes in the original over a channel of its own; it only listens. */
function listen(schema: string, changed: () => void): void {
  const original = document.getElementById("original")!;
  let version = Number(original.dataset.seen);
  const client = crypto.randomUUID?.() ?? Math.random().toString(36).slice(2);
  const channel: Channel = new Channel(original.dataset.live!, {
    opened: () => channel.send({ type: "hello", version, client: client.replaceAll("-", "").slice(0, 24), schema }),
    heard: (message: { type: string; version?: number }) => {
      if (message.version === undefined || message.version <= version) return;
      version = message.version;
      changed();
    },
    lost: () => undefined,
    ended: () => undefined,
  });
  channel.open();
}

/** Keeps the blocks apart by what `align` has measured, and marks the original's block of where one writes. */
function rows(changed: () => void): Plugin<Map<string, number>> {
  return new Plugin<Map<string, number>>({
    key: spacing,
    state: {
      init: () => new Map(),
      apply: (transaction, now) => (transaction.getMeta(spacing) as Map<string, number> | undefined) ?? now,
    },
    props: {
      decorations(state) {
        const found: Decoration[] = [];
        const spaces = spacing.getState(state)!;
        state.doc.forEach((node, offset) => {
          const space = spaces.get(node.attrs.id as string);
          if (space) found.push(Decoration.widget(offset, () => spacer(space), { side: -1, key: `space-${space}`, ignoreSelection: true }));
        });
        return DecorationSet.create(state.doc, found);
      },
    },
    view: () => ({
      update(view, before) {
        if (!view.state.doc.eq(before.doc)) {
          changed();
          align(view);
        } else if (!view.state.selection.eq(before.selection)) {
          mark(view);
        }
      },
    }),
  });
}

function spacer(height: number): HTMLElement {
  const made = document.createElement("div");
  made.className = "rowspace";
  made.setAttribute("aria-hidden", "true");
  made.style.height = `${height}px`;
  return made;
}

const rowOf = (id: string): HTMLElement | null =>
  id ? document.querySelector<HTMLElement>(`#original [data-block="${CSS.escape(id)}"]`) : null;

function mark(view: EditorView): void {
  const { $from } = view.state.selection;
  const id = $from.depth > 0 ? ($from.node(1).attrs.id as string) : "";
  document.querySelectorAll("#original .is-near").forEach((row) => row.classList.remove("is-near"));
  rowOf(id)?.classList.add("is-near");
}

let frame = 0;
let watching = false;

/** Brings each block and its row to one height by spaces before the one that stands higher. */
function align(view: EditorView): void {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => measure(view));
  if (watching) return;
  watching = true;
  addEventListener("resize", () => align(view));
  document.addEventListener("htmx:after:swap", () => align(view)); // what is swapped is gone from the body by then
  new ResizeObserver(() => align(view)).observe(view.dom);
}

function measure(view: EditorView): void {
  const rows = [...document.querySelectorAll<HTMLElement>("#original [data-block]")];
  rows.forEach((row) => row.style.removeProperty("margin-top"));
  const spaces = new Map<string, number>();
  const old = spacing.getState(view.state)!;
  if (matchMedia("(min-width: 900px)").matches) {
    let added = 0; // by which the blocks of the translation will stand lower than they would without spaces
    let taken = 0; // by which they do now
    view.state.doc.forEach((node, offset) => {
      const id = node.attrs.id as string;
      taken += old.get(id) ?? 0;
      const row = rowOf(id);
      const block = view.nodeDOM(offset) as HTMLElement | null;
      if (!row || !block?.getBoundingClientRect) return;
      const own = block.getBoundingClientRect().top - taken + added;
      const other = row.firstElementChild!.getBoundingClientRect().top;
      const space = Math.round(other - own);
      if (space > NEAR) {
        spaces.set(id, space);
        added += space;
      } else if (space < -NEAR) {
        row.style.marginTop = `${-space + parseFloat(getComputedStyle(row).marginTop)}px`;
      }
    });
  }
  const same = spaces.size === old.size && [...spaces].every(([id, space]) => Math.abs((old.get(id) ?? 0) - space) <= NEAR);
  if (!same) view.dispatch(view.state.tr.setMeta(spacing, spaces).setMeta("addToHistory", false));
  mark(view);
}
