/** Lists of pasted documents: Word writes them as paragraphs with a marker, Word online as one list for each item. */
import { styleOf } from "./paste-html";

const LISTED = "p, h1, h2, h3, h4, h5, h6, li[data-aria-level]";

interface Item {
  level: number;
  /** What stood before the words: "1.", "·". */
  marker: string;
  /** The document's own name for the list. */
  list: string;
}

/** Paragraphs that look like items become items. */
export function writtenLists(body: HTMLElement): void {
  let lists: HTMLElement[] = [];
  let last: Element | null = null;
  for (const paragraph of body.querySelectorAll<HTMLElement>(LISTED)) {
    const item = itemOf(paragraph);
    if (!item) continue;
    const outer = paragraph.closest<HTMLElement>(".ListContainerWrapper") ?? topOf(paragraph);
    if (!last || outer.previousElementSibling !== last) lists = [];
    lists = listAt(lists, { ...item, level: Math.min(item.level, lists.length + 1) }, outer);
    lists.at(-1)!.append(asItem(paragraph));
    if (outer !== paragraph) outer.remove();
    last = lists[0]!;
  }
}

/** An item of Word online stands alone in its list; a paragraph of Word stands for itself. */
const topOf = (paragraph: HTMLElement): HTMLElement => (paragraph.tagName === "LI" ? (paragraph.parentElement ?? paragraph) : paragraph);

function itemOf(paragraph: HTMLElement): Item | null {
  const online = paragraph.dataset.ariaLevel;
  if (online) return { level: Number(online) || 1, marker: paragraph.parentElement?.tagName === "OL" ? "1." : "·", list: "" };
  const [, list, level] = /mso-list:\s*(\w*)[^;]*\blevel(\d)/.exec(styleOf(paragraph)) ?? [];
  if (!level) return null;
  const marker = [...paragraph.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/.test(styleOf(span)));
  marker?.remove();
  return { level: Number(level), marker: marker?.textContent ?? "", list: list ?? "" };
}

function asItem(paragraph: HTMLElement): HTMLElement {
  const item = paragraph.ownerDocument.createElement("li");
  const words = paragraph.ownerDocument.createElement("p");
  words.append(...paragraph.childNodes);
  paragraph.remove();
  item.append(words);
  if (words.querySelector("p")) item.replaceChildren(...words.childNodes);
  return item;
}

/** The open lists, outermost first, with the item's own at the end. */
function listAt(lists: HTMLElement[], { level, marker, list: name }: Item, before: Element): HTMLElement[] {
  const number = /^\s*\(?(\d+|[a-z]{1,4})[.)]/i.exec(marker)?.[1];
  const tag = number ? "ol" : "ul";
  const open = lists.slice(0, level);
  const last = open.at(-1);
  if (open.length === level && last!.localName === tag && last!.dataset.list === name) return open;
  const outer = open.slice(0, level - 1);
  const list = before.ownerDocument.createElement(tag);
  list.dataset.list = name;
  if (Number(number) > 1) list.setAttribute("start", number!);
  const item = outer.at(-1)?.lastElementChild;
  if (item) item.append(list);
  else before.before(list);
  return [...outer, list];
}

/** Google Docs puts an inner list beside the item that it belongs to. */
export function nestedLists(body: HTMLElement): void {
  for (const list of body.querySelectorAll<HTMLElement>(":is(ul, ol) > :is(ul, ol)")) {
    const item = list.previousElementSibling;
    if (item?.tagName === "LI") item.append(list);
    else list.replaceWith(...list.childNodes);
  }
}
