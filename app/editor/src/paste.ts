/** What is pasted from Word, Excel, Google, LibreOffice and web pages: its sense is kept, its looks are not. */
import { Fragment, type Slice } from "prosemirror-model";
import { Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { showMessage } from "./dialogs";
import type { MakeFeature } from "./feature";
import { isAddress, linkSelection } from "./links";
import { footnotesInPlace } from "./paste-footnotes";
import { readPasted, styleOf } from "./paste-html";
import { nestedLists, writtenLists } from "./paste-lists";
import { wholeTables } from "./paste-tables";

const LONG = 20_000; // characters from which a paste is measured before it is made
const PIECE = 400_000; // characters of one step as JSON: the server takes a megabyte at a time
const WHOLE = 1_000_000; // bytes of a text as JSON that the server still takes

export const pasting: MakeFeature = ({ page }) => ({
  plugins: [
    new Plugin({
      props: {
        transformPastedHTML: cleanPaste,
        handlePaste: (view, event, slice) => {
          if (isAddress(slice.content.textBetween(0, slice.content.size, "\n")) && linkSelection(view, event)) return true;
          if (slice.size < LONG) return false;
          if (bytes(view.state.doc.toJSON()) + bytes(slice.content.toJSON()) > WHOLE) {
            void showMessage(page.data.words.writing.tooLong!, page.data.words.close);
            return true;
          }
          return inPieces(view, slice);
        },
      },
    }),
  ],
});

const bytes = (json: unknown): number => new TextEncoder().encode(JSON.stringify(json)).length;

/** Puts a paste that is too long for one step after the block of the cursor, in several steps of one change. */
function inPieces(view: EditorView, { content }: Slice): boolean {
  const pieces = piecesOf(content);
  const { schema, tr, selection } = view.state;
  if (pieces.length < 2 || !schema.nodes.doc!.validContent(content)) return false;
  const { $to } = selection;
  let at = $to.depth > 0 ? $to.after(1) : $to.pos;
  for (const piece of pieces) {
    tr.insert(at, piece);
    at += piece.size;
  }
  view.dispatch(tr.scrollIntoView());
  return true;
}

function piecesOf(content: Fragment): Fragment[] {
  const pieces: Fragment[] = [];
  let size = Infinity;
  content.forEach((block) => {
    const length = JSON.stringify(block.toJSON()).length;
    if (size + length > PIECE) {
      pieces.push(Fragment.empty);
      size = 0;
    }
    pieces.push(pieces.pop()!.addToEnd(block));
    size += length;
  });
  return pieces;
}

/** HTML in, HTML out. */
export function cleanPaste(html: string): string {
  if (html.includes("data-pm-slice")) return html; // from an editor like this one
  const body = readPasted(html);
  body.querySelectorAll("style, script, meta, link, title, xml, template, svg, object, iframe, .EOP, [hidden]").forEach((node) => node.remove());
  footnotesInPlace(body);
  writtenLists(body);
  nestedLists(body);
  body.querySelectorAll("*").forEach((node) => node.tagName.includes(":") && unwrap(node)); // Word's own: o:p, w:sdt
  body.querySelectorAll("img").forEach((image) => image.remove());
  body.querySelectorAll<HTMLElement>("b, strong").forEach((bold) => /(?<![\w-])font-weight:\s*(normal|400)/.test(styleOf(bold)) && unwrap(bold));
  body.querySelectorAll<HTMLElement>("span, font").forEach(marksOfSpan);
  body.querySelectorAll<HTMLAnchorElement>("a[href]").forEach(plainLink);
  body.querySelectorAll<HTMLElement>("dt, dd, pre, address").forEach((block) => rename(block, "p"));
  wholeTables(body);
  headings(body);
  body.querySelectorAll("p").forEach((paragraph) => isBlank(paragraph) && !paragraph.closest("td, th, li") && paragraph.remove());
  return body.innerHTML;
}

const isBlank = (element: Element): boolean => !element.textContent?.trim() && !element.querySelector(".footnote");

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

function rename(element: Element, tag: string): void {
  const renamed = element.ownerDocument.createElement(tag);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
}

/** Google and Word write bold and italics as styles. Our own spans (footnotes …) have classes and stay. */
function marksOfSpan(span: HTMLElement): void {
  if (span.matches(".footnote, .cross-reference, .figtok")) return;
  const style = styleOf(span);
  const isBold = /(?<![\w-])font-weight:\s*(bold|[6-9]00)/.test(style);
  const isItalic = /(?<![\w-])font-style:\s*italic/.test(style);
  if (!isBold && !isItalic) return unwrap(span);
  if (isBold && isItalic) {
    const inner = span.ownerDocument.createElement("em");
    inner.append(...span.childNodes);
    span.append(inner);
  }
  rename(span, isBold ? "strong" : "em");
}

/** Google's links go by way of Google; the person means the page behind. */
function plainLink(link: HTMLAnchorElement): void {
  const address = link.getAttribute("href")!;
  const behind = /^https:\/\/www\.google\.com\/url\?(?:.*&)?q=([^&]+)/.exec(address)?.[1];
  if (behind) link.setAttribute("href", decodeURIComponent(behind));
}

/** The highest of the pasted headings becomes the highest of ours, the others keep their distance to it. */
function headings(body: HTMLElement): void {
  body.querySelectorAll<HTMLElement>("p[class*=MsoTitle], p[class*=MsoSubtitle]").forEach((title) => rename(title, "h1"));
  body.querySelectorAll<HTMLElement>("h1, h2, h3, h4, h5, h6").forEach((heading) => {
    if (isBlank(heading)) heading.remove();
    else if (heading.closest("li, blockquote, td, th")) rename(heading, "p");
    else heading.querySelectorAll("strong, b").forEach(unwrap); // a heading is bold already
  });
  const found = [...body.querySelectorAll<HTMLElement>("h1, h2, h3, h4, h5, h6")];
  const levels = [...new Set(found.map((heading) => Number(heading.tagName[1])))].sort();
  for (const heading of found) rename(heading, `h${2 + Math.min(2, levels.indexOf(Number(heading.tagName[1])))}`);
}
