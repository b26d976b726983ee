/** Makes pasted HTML of Word, Google and web pages clean enough for the schema to take its sense, not its looks. */

/** HTML in, HTML out; used as `transformPastedHTML`. */
export function cleanPaste(html: string): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  const { body } = page;
  wordLists(body);
  body.querySelectorAll("style, script, meta, link, title, xml, o\\:p, img, svg, [hidden]").forEach((node) => node.remove());
  body.querySelectorAll<HTMLElement>("b").forEach((bold) => /(?<![\w-])font-weight:\s*(normal|400)/.test(styleOf(bold)) && unwrap(bold));
  body.querySelectorAll<HTMLElement>("span, font").forEach(marksOfSpan);
  body.querySelectorAll<HTMLTableElement>("table").forEach(captioned);
  return body.innerHTML;
}

const styleOf = (element: Element): string => element.getAttribute("style")?.toLowerCase() ?? "";

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
  if (span.matches(".footnote, .cross-reference, .figtok, .remark")) return;
  const style = styleOf(span);
  if (/(?<![\w-])font-weight:\s*(bold|[6-9]00)/.test(style)) return rename(span, "strong");
  if (/(?<![\w-])font-style:\s*italic/.test(style)) return rename(span, "em");
  unwrap(span);
}

/** A table stands in a figure with its caption; a table inside a table becomes its text. */
function captioned(table: HTMLTableElement): void {
  if (table.closest("figure.table-figure")) return;
  const outer = table.parentElement?.closest("table");
  if (outer) return void table.replaceWith(table.textContent ?? "");
  const figure = table.ownerDocument.createElement("figure");
  figure.className = "table-figure";
  const caption = table.ownerDocument.createElement("figcaption");
  caption.append(...(table.caption?.childNodes ?? []));
  table.caption?.remove();
  table.replaceWith(figure);
  figure.append(caption, table);
}

/** Word's lists are paragraphs with a list style and a typed marker. */
function wordLists(body: HTMLElement): void {
  let lists: HTMLElement[] = [];
  for (const paragraph of body.querySelectorAll<HTMLElement>("p, h1, h2, h3, h4, h5, h6")) {
    const level = /mso-list:[^;]*\blevel(\d)/.exec(styleOf(paragraph))?.[1];
    if (!level) continue;
    if (!lists.at(-1)?.isConnected || paragraph.previousElementSibling !== lists[0]) lists = [];
    const marker = [...paragraph.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/.test(styleOf(span)));
    const ordered = /^\s*\(?([0-9]+|[a-z]{1,4})[.)]/i.test(marker?.textContent ?? "");
    marker?.remove();
    lists = listAt(lists, Math.min(Number(level), lists.length + 1), ordered, paragraph);
    const item = body.ownerDocument.createElement("li");
    lists.at(-1)!.append(item);
    item.append(paragraph);
    if (paragraph.tagName !== "P") rename(paragraph, "p");
  }
}

/** The open lists, outermost first, with one at `level` at the end. */
function listAt(lists: HTMLElement[], level: number, ordered: boolean, before: Element): HTMLElement[] {
  const open = lists.slice(0, level);
  if (open.length === level) return open;
  const list = before.ownerDocument.createElement(ordered ? "ol" : "ul");
  const item = open.at(-1)?.lastElementChild;
  if (item) item.append(list);
  else before.before(list);
  return [...open, list];
}
