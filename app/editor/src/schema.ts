/** Builds ProseMirror's schema from schema.json, which the server sends with the page. See app/document/schema.py. */
import { Schema, type DOMOutputSpec, type Mark, type MarkSpec, type Node, type NodeSpec, type TagParseRule } from "prosemirror-model";

interface HtmlRule {
  tag: string | ({ by: string } & Record<string, string>);
  class?: string;
  within?: string;
  attrs?: Record<string, string>;
  parse?: { tag: string; attrs?: Record<string, unknown> }[];
}
type Described<Spec> = Spec & { x?: HtmlRule };
export interface SchemaDescription {
  nodes: Record<string, Described<NodeSpec>>;
  marks: Record<string, Described<MarkSpec>>;
}
type Attrs = Record<string, unknown>;

const SAFE_LINK = /^(https?:\/\/|mailto:)\S+$/;

/** May a link lead there? The server asks the same. */
export const isSafeLink = (address: string): boolean => SAFE_LINK.test(address) && address.length <= 2000;

/** The schema, with toDOM and parseDOM made from the rules under `x`. */
export function buildSchema(description: SchemaDescription): Schema {
  const nodes = Object.entries(description.nodes).map(([name, spec]) => [name, withHtml(spec, spec.content === undefined)]);
  const marks = Object.entries(description.marks).map(([name, spec]) => [name, withHtml(spec, false)]);
  return new Schema({ nodes: Object.fromEntries(nodes), marks: Object.fromEntries(marks) });
}

function withHtml<Spec extends NodeSpec | MarkSpec>(spec: Described<Spec>, isLeaf: boolean): Spec {
  const rule = spec.x;
  if (!rule) return spec;
  const toDOM = (item: Node | Mark): DOMOutputSpec => {
    const opening = [tagOf(rule, item.attrs), htmlAttrs(rule, spec.attrs ?? {}, item.attrs)];
    if (isLeaf) return [...opening, ...leafText(item.attrs)] as unknown as DOMOutputSpec;
    return [...opening, rule.within ? [rule.within, 0] : 0] as unknown as DOMOutputSpec;
  };
  return { ...spec, toDOM, parseDOM: parseRules(rule, spec.attrs ?? {}) };
}

const tagOf = (rule: HtmlRule, attrs: Attrs): string =>
  typeof rule.tag === "string" ? rule.tag : rule.tag[String(attrs[rule.tag.by])]!;

const leafText = (attrs: Attrs): string[] => [attrs.text || attrs.title].filter(Boolean).map(String);

function htmlAttrs(rule: HtmlRule, specs: Record<string, { default?: unknown }>, attrs: Attrs): Record<string, string> {
  const written: Record<string, string> = rule.class ? { class: rule.class } : {};
  for (const [name, htmlName] of Object.entries(rule.attrs ?? {})) {
    const value = attrs[name];
    if (value === null || value === specs[name]?.default) continue;
    written[htmlName] = typeof value === "string" ? value : JSON.stringify(value);
  }
  return written;
}

function parseRules(rule: HtmlRule, specs: Record<string, { default?: unknown; validate?: unknown }>): TagParseRule[] {
  const rules = rule.parse ?? [{ tag: rule.tag as string }];
  return rules.map(({ tag, attrs }) => ({
    tag,
    getAttrs: (element: HTMLElement) => {
      const found: Attrs = { ...attrs };
      for (const [name, htmlName] of Object.entries(rule.attrs ?? {})) {
        const text = element.getAttribute(htmlName);
        if (text !== null) found[name] = readValue(text, String(specs[name]?.validate));
      }
      return typeof found.href === "string" && !isSafeLink(found.href) ? false : found;
    },
  }));
}

function readValue(text: string, type: string): unknown {
  if (type === "string") return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
