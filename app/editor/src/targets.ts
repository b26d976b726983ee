/** What a cross reference can point to: the report's sections, tables and figures, as the documents will number them. */
import type { Node } from "prosemirror-model";
import type { EditorPage } from "./page";

export interface Place {
  anchor: string;
  kind: "section" | "table" | "figure";
  number: string;
  /** Title of the section, caption of the table or figure. */
  name: string;
}

interface Told {
  /** The section that is written here. */
  own: { anchor: string; number: string };
  /** Words of a reference in the text's language, with %(number)s, by kind. */
  forms: Record<Place["kind"], string>;
  /** In the report's order: each section before what it holds. */
  places: Place[];
}

const NUMBERED: Record<string, Place["kind"]> = {
  ...Object.fromEntries(["table_figure", "indicator_table", "change_list", "left_out_list"].map((kind) => [kind, "table"])),
  ...Object.fromEntries(["figure", "line_chart", "bar_chart", "gap_chart", "region_map"].map((kind) => [kind, "figure"])),
};

const perPage = new WeakMap<EditorPage, Targets>();

/** The page's targets, the same for everybody who asks. */
export function targetsOf(page: EditorPage): Targets {
  if (!perPage.has(page)) perPage.set(page, new Targets(`${page.section}/targets?language=${page.language}`));
  return perPage.get(page)!;
}

/** The places of the report, known once they have been asked for. Those of the own section are read from the text. */
export class Targets {
  private told: Told | null = null;
  private asking: Promise<void> | null = null;
  private readonly listeners: (() => void)[] = [];

  constructor(private readonly address: string) {}

  /** Run this whenever the server has told the places. */
  whenKnown(run: () => void): void {
    this.listeners.push(run);
  }

  /** Asks the server, once unless `again`. A failure leaves what is known. */
  ask(again = false): Promise<void> {
    if (again || !this.asking) this.asking = this.fetch();
    return this.asking;
  }

  private async fetch(): Promise<void> {
    try {
      const answer = await fetch(this.address, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      this.told = (await answer.json()) as Told;
      this.listeners.forEach((run) => run());
    } catch {
      this.asking = null; // another time
    }
  }

  /** All places; null while they are not known. */
  places(doc: Node): Place[] | null {
    if (!this.told) return null;
    const { own, places } = this.told;
    const isOwn = (place: Place) => place.anchor.startsWith(`${own.anchor}-`) && !sectionIn(places, place.anchor, own.anchor);
    return places
      .filter((place) => place.kind === "section" || !isOwn(place))
      .flatMap((place) => (place.anchor === own.anchor ? [place, ...this.ownPlaces(doc)] : [place]));
  }

  /** Tables and figures of the open text, numbered as they stand now. */
  private ownPlaces(doc: Node): Place[] {
    const { own, places } = this.told!;
    const counts: Record<string, number> = {};
    const found: Place[] = [];
    doc.forEach((block) => {
      const kind = NUMBERED[block.type.name];
      if (!kind) return;
      counts[kind] = (counts[kind] ?? 0) + 1;
      const anchor = anchorOf(own.anchor, block.attrs.id as string);
      const told = places.find((place) => place.anchor === anchor)?.name;
      const name = block.isAtom ? (told ?? (block.attrs.title as string)) : block.firstChild!.textContent;
      found.push({ anchor, kind, name, number: [own.number, counts[kind]].filter(Boolean).join(".") });
    });
    return found;
  }

  /** The place that a reference means, also when it was moved to another section; null when there is none. */
  find(target: string, places: Place[]): Place | null {
    const exact = places.find((place) => place.anchor === target);
    if (exact) return exact;
    const id = target.slice(target.lastIndexOf("-"));
    const moved = places.filter((place) => place.kind !== "section" && place.anchor.endsWith(id));
    return moved.length === 1 ? moved[0]! : null;
  }

  /** Does a reference to this point to nothing? No, while the places are not known. */
  isBroken(target: string, doc: Node): boolean {
    const places = this.places(doc);
    return places !== null && this.find(target, places) === null;
  }

  /** "taulukko 4.2" in the text's language; the title of what has no number. */
  words(place: Place): string {
    return place.number ? this.told!.forms[place.kind].replace("%(number)s", place.number) : place.name;
  }
}

/** How documents name a block; see app/rendering/prose.py. */
const anchorOf = (section: string, id: string): string => `${section}-${id.replace(/[^A-Za-z0-9-]/g, "-")}`;

/** Does the anchor belong to another section whose name begins like this one's? */
const sectionIn = (places: Place[], anchor: string, own: string): boolean =>
  places.some((place) => place.kind === "section" && place.anchor.length > own.length && anchor.startsWith(`${place.anchor}-`));
