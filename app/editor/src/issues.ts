/** Reading a text for what a reader would stumble over. Each block is read once; only headings look beyond theirs. */
import type { Node } from "prosemirror-model";
import { NodeSelection, Selection, TextSelection, type EditorState, type Transaction } from "prosemirror-state";
import { completed } from "./links";
import { perBlock } from "./per-block";
import { isSafeLink } from "./schema";

export interface Issue {
  /** The words for it stand in `words.lint` under this name. */
  kind: string;
  /** Where its block begins. */
  at: number;
  /** What is meant, and marked; where both are the same, a sign stands before the block. */
  from: number;
  to: number;
  /** What tells it from others of its kind. */
  text: string;
  selection(state: EditorState): Selection;
  fix?(transaction: Transaction): void;
}

/** A finding inside a block, with places from the block's start. */
interface Finding {
  kind: string;
  from: number;
  to: number;
  text?: string;
  isNode?: boolean;
  fix?(transaction: Transaction, start: number): void;
}

/**
 * Everything in the order of the text. The block of the cursor is not called empty: somebody is about to write it.
 * `isBroken` tells of a cross reference's target.
 */
export function issuesOf(state: EditorState, isBroken: (target: string) => boolean): Issue[] {
  const found: Issue[] = [];
  const own = state.selection.$from.index(0);
  let above = 0;
  state.doc.forEach((block, start, index) => {
    const findings = [...findingsIn(block), ...brokenReferences(block, isBroken)];
    if (block.type.name === "heading") {
      findings.push(...headingFindings(block, above, index === own));
      above = block.attrs.level as number;
    }
    found.push(...findings.map((finding) => placed(finding, start)));
  });
  return found;
}

function placed(finding: Finding, start: number): Issue {
  const { kind, text = "", fix } = finding;
  const [from, to] = [start + finding.from, start + finding.to];
  return {
    kind,
    at: start,
    from,
    to,
    text,
    selection: ({ doc }) =>
      finding.isNode ? NodeSelection.create(doc, start) : to > from ? TextSelection.create(doc, from, to) : Selection.near(doc.resolve(from)),
    ...(fix && { fix: (transaction: Transaction) => fix(transaction, start) }),
  };
}

function headingFindings(heading: Node, above: number, isOwn: boolean): Finding[] {
  const end = heading.nodeSize - 1;
  if (!heading.textContent.trim()) {
    const fix = (transaction: Transaction, start: number) =>
      transaction.setNodeMarkup(start, heading.type.schema.nodes.paragraph, { id: heading.attrs.id as string });
    return isOwn ? [] : [{ kind: "emptyHeading", from: end, to: end, fix }];
  }
  if ((heading.attrs.level as number) <= above + 1) return [];
  const fix = (transaction: Transaction, start: number) => transaction.setNodeAttribute(start, "level", above + 1);
  return [{ kind: "skippedLevel", from: end, to: end, text: heading.textContent.slice(0, 60), fix }];
}

const findingsIn = perBlock((block): Finding[] => {
  const found: Finding[] = [];
  if (block.type.name === "table_figure") found.push(...tableFindings(block));
  if (block.type.name === "figure" && !block.attrs.alt && !block.attrs.decorative)
    found.push({ kind: "noAlternative", from: block.nodeSize - 2, to: block.nodeSize - 2, isNode: true });
  const look = (node: Node, offset: number) => {
    if (node.isText) found.push(...addressFindings(node, offset));
    return true;
  };
  block.descendants((node, position) => look(node, position + 1));
  return found;
});

function tableFindings(figure: Node): Finding[] {
  const [caption, table] = [figure.child(0), figure.child(1)];
  const found: Finding[] = [];
  const end = caption.nodeSize;
  if (!caption.textContent.trim()) found.push({ kind: "noCaption", from: end, to: end });
  let hasHeader = false;
  table.descendants((node) => void (hasHeader ||= node.type.name === "table_header"));
  if (!hasHeader) found.push({ kind: "noHeaderRow", from: end, to: end, text: caption.textContent.slice(0, 60), fix: withHeaderRow });
  return found;
}

function withHeaderRow(transaction: Transaction, start: number): void {
  const figure = transaction.doc.nodeAt(start)!;
  const row = start + 1 + figure.child(0).nodeSize + 1;
  figure.child(1).child(0).forEach((cell, offset) => void transaction.setNodeMarkup(row + 1 + offset, cell.type.schema.nodes.table_header, cell.attrs));
}

const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>"”]*[^\s<>"”.,;:!?)\]]/g;

/** An address as the words of a link says nothing about where it leads; one that is no link leads nowhere. */
function addressFindings(node: Node, offset: number): Finding[] {
  const link = node.marks.find((mark) => mark.type.name === "link");
  return [...node.text!.matchAll(ADDRESS)].map((match) => {
    const [from, to] = [offset + match.index, offset + match.index + match[0].length];
    const href = completed(match[0]);
    const fix = (transaction: Transaction, start: number) =>
      transaction.addMark(start + from, start + to, transaction.doc.type.schema.marks.link!.create({ href }));
    const text = match[0].slice(0, 60);
    if (link) return { kind: "bareLink", from, to, text };
    return { kind: "unlinkedAddress", from, to, text, ...(isSafeLink(href) && { fix }) };
  });
}

const referencesIn = perBlock((block): { target: string; offset: number }[] => {
  const found: { target: string; offset: number }[] = [];
  block.descendants((node, position) => {
    if (node.type.name === "cross_reference") found.push({ target: node.attrs.target as string, offset: position + 1 });
  });
  return found;
});

/** Not kept by block: what they point to lives elsewhere. */
function brokenReferences(block: Node, isBroken: (target: string) => boolean): Finding[] {
  return referencesIn(block)
    .filter(({ target }) => isBroken(target))
    .map(({ target, offset }) => ({ kind: "brokenReference", from: offset, to: offset + 1, text: target }));
}
