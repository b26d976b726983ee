/** How many words the text has, beside what the template hopes for, while it is written. */
import type { Node } from "prosemirror-model";
import { Plugin, type EditorState } from "prosemirror-state";
import type { MakeFeature } from "./feature";
import { perBlock } from "./per-block";

const PAUSE = 400; // ms after the last change
const WORD = /[\p{L}\p{N}_]\S*/gu; // as app/document/reading.py counts

const count = (text: string): number => text.match(WORD)?.length ?? 0;

export const wordCount: MakeFeature = ({ page }) => {
  const shown = document.getElementById("word-count");
  const asked = document.getElementById("written-words");
  const { words } = page.data;
  if (!shown) return {};
  const hint = Number(asked?.dataset.hint ?? 0);
  const show = (state: EditorState) => {
    const written = wordsOf(state.doc);
    const { from, to, empty } = state.selection;
    const selected = empty ? 0 : count(state.doc.textBetween(from, to, "\n", " "));
    const parts = [fill(hint ? words.writing.wordsOfHint! : words.writing.words!, { written, hint })];
    if (selected) parts.push(fill(words.writing.selectedWords!, { selected }));
    shown.textContent = parts.join(" · ");
    if (asked) asked.textContent = fill(hint ? words.writing.aboutWords! : words.writing.nowWords!, { written, hint });
  };
  return {
    plugins: [
      new Plugin({
        view: (view) => {
          let timer = 0;
          show(view.state);
          return {
            update: (_view, before) => {
              if (view.state.doc === before.doc && view.state.selection.eq(before.selection)) return;
              clearTimeout(timer);
              timer = window.setTimeout(() => show(view.state), PAUSE);
            },
            destroy: () => clearTimeout(timer),
          };
        },
      }),
    ],
  };
};

const fill = (text: string, values: Record<string, number>): string =>
  text.replace(/%\((\w+)\)s/g, (_whole, name: string) => String(values[name]));

function wordsOf(doc: Node): number {
  let sum = 0;
  doc.forEach((block) => void (sum += wordsIn(block)));
  return sum;
}

const wordsIn = perBlock((block): number => {
  let sum = 0;
  const look = (node: Node) => {
    if (node.isTextblock && node.type.name !== "footnote") sum += count(textOf(node));
    return !node.isTextblock;
  };
  if (look(block)) block.descendants(look);
  return sum;
});

function textOf(block: Node): string {
  const parts: string[] = [];
  block.forEach((node) => {
    if (node.isText) parts.push(node.text!);
    else if (node.type.name === "hard_break") parts.push(" ");
    else if (node.type.name === "figure_token") parts.push(String(node.attrs.text));
  });
  return parts.join("");
}
