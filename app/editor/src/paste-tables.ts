/** Pasted tables made whole: every row as wide as the others, no table in a table, a caption, a row of headings. */
import { styleOf } from "./paste-html";

const MOST = 100; // rows or columns that a cell may span
const INSIDE = "h1, h2, h3, h4, h5, h6, blockquote, figure, section, article, center";

/** All tables of the page, innermost first. */
export function wholeTables(body: HTMLElement): void {
  for (const table of [...body.querySelectorAll<HTMLTableElement>("table")].reverse()) {
    const outer = table.parentElement?.closest("table");
    if (outer || isLayout(table)) table.replaceWith(...asParagraphs(table));
    else whole(table);
  }
}

/** A single cell, or what the page itself says is no table. */
function isLayout(table: HTMLTableElement): boolean {
  const cells = table.querySelectorAll("td, th").length;
  return table.rows.length === 0 || (cells < 2 && !table.caption) || table.getAttribute("role") === "presentation";
}

function asParagraphs(table: HTMLTableElement): Node[] {
  return [...table.rows].flatMap((row) => {
    const inner = [...row.cells].filter((cell) => cell.querySelector("p, ul, ol, table, h1, h2, h3, h4"));
    if (inner.length > 0) return [...row.cells].flatMap((cell) => [...cell.childNodes]);
    const words = [...row.cells].map((cell) => cell.textContent!.trim()).filter(Boolean);
    if (words.length === 0) return [];
    const paragraph = table.ownerDocument.createElement("p");
    paragraph.textContent = words.join(" ");
    return [paragraph];
  });
}

function whole(table: HTMLTableElement): void {
  table.querySelectorAll<HTMLTableRowElement>("tr").forEach((row) => (row.cells.length === 0 || isUnseen(row)) && row.remove());
  table.querySelectorAll("colgroup, col").forEach((column) => column.remove());
  table.querySelectorAll<HTMLElement>(INSIDE).forEach((block) => {
    if (block.closest("table") === table) rename(block, "p");
  });
  headRows(table);
  squareUp(table);
  captioned(table);
}

const isUnseen = (row: HTMLElement): boolean => /display:\s*none/.test(styleOf(row));

function rename(element: Element, tag: string): Element {
  const renamed = element.ownerDocument.createElement(tag);
  for (const span of ["colspan", "rowspan"]) if (element.hasAttribute(span)) renamed.setAttribute(span, element.getAttribute(span)!);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

/** Word and Excel have no header cells: what they repeat on each page, or write all in bold, is the head. */
function headRows(table: HTMLTableElement): void {
  if (!table.querySelector("th")) {
    const first = table.rows[0];
    const rows = table.tHead ? [...table.tHead.rows] : first && table.rows.length > 1 && isBold(first) ? [first] : [];
    for (const row of rows) [...row.cells].forEach((cell) => rename(cell, "th"));
  }
  table.querySelectorAll("th :is(strong, b)").forEach((bold) => bold.replaceWith(...bold.childNodes));
}

/** Every word of the row is bold. */
function isBold(row: HTMLTableRowElement): boolean {
  const filled = [...row.cells].filter((cell) => cell.textContent!.trim());
  const boldText = (cell: Element) => [...cell.querySelectorAll("strong, b")].map((bold) => bold.textContent).join("");
  const bare = (text: string) => text.replace(/\s/g, "");
  return filled.length > 0 && filled.every((cell) => bare(boldText(cell)) === bare(cell.textContent!));
}

/** Cells that reach too far are cut, cells that are missing are added. */
function squareUp(table: HTMLTableElement): void {
  const rows = [...table.rows];
  const taken: boolean[][] = rows.map(() => []);
  rows.forEach((row, at) => {
    let column = 0;
    for (const cell of [...row.cells]) {
      while (taken[at]![column]) column++;
      const colspan = spanOf(cell, "colspan", freeFrom(taken[at]!, column));
      const rowspan = spanOf(cell, "rowspan", rows.length - at);
      for (let down = 0; down < rowspan; down++) for (let across = 0; across < colspan; across++) taken[at + down]![column + across] = true;
      column += colspan;
    }
  });
  const width = Math.max(...taken.map((row) => row.length));
  rows.forEach((row, at) => {
    for (let column = 0; column < width; column++) {
      if (taken[at]![column]) continue;
      row.append(table.ownerDocument.createElement(row.cells.length > 0 && row.cells[0]!.tagName === "TH" && at === 0 ? "th" : "td"));
    }
  });
}

function freeFrom(row: boolean[], column: number): number {
  const next = row.findIndex((isTaken, at) => at > column && isTaken);
  return next < 0 ? MOST : next - column;
}

function spanOf(cell: HTMLTableCellElement, name: "colspan" | "rowspan", most: number): number {
  const asked = Number.parseInt(cell.getAttribute(name) ?? "1", 10) || (name === "rowspan" ? most : 1);
  const span = Math.max(1, Math.min(asked, most, MOST));
  cell.setAttribute(name, String(span));
  return span;
}

/** A table stands in a figure with its caption, without the number: ours counts itself. */
function captioned(table: HTMLTableElement): void {
  const figure = table.ownerDocument.createElement("figure");
  figure.className = "table-figure";
  const caption = table.ownerDocument.createElement("figcaption");
  const written = table.caption ?? captionBefore(table);
  caption.textContent = (written?.textContent ?? "").replace(/\s+/g, " ").replace(/^\s*(taulukko|tabell|table)\s+[\d.]*\d[.:]?\s*/i, "").trim();
  written?.remove();
  table.replaceWith(figure);
  figure.append(caption, table);
}

/** Word writes a table's caption as a paragraph before it. */
function captionBefore(table: HTMLTableElement): Element | null {
  const before = (table.parentElement?.tagName === "DIV" && !table.previousElementSibling ? table.parentElement : table).previousElementSibling;
  const isCaption = before?.matches("p[class*=MsoCaption], p.caption") || /^\s*(taulukko|tabell|table)\s+[\d.]*\d[.:]/i.test(before?.textContent ?? "");
  return before?.tagName === "P" && isCaption ? before : null;
}
