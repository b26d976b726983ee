/** Figures to cite, as the server tells them; see app/figures/choosing.py. */
import type { EditorPage } from "./page";

export interface Hit {
  key: string;
  title: string;
  about: string;
  newest: string;
  period: string;
}

export interface Point {
  period: string;
  when: string; // as it is read
  value: number;
  text: string;
}

export interface Region {
  code: string;
  name: string;
  points: Point[]; // the newest first
}

export interface Series {
  key: string;
  title: string;
  unit: string;
  source: string;
  fetched: string;
  fetchedText: string;
  regions: Region[];
  others: { code: string; name: string }[];
}

/** What the node `figure_token` keeps. */
export interface Figure {
  indicator: string;
  region: string;
  period: string;
  value: number | null;
  fetched_on: string;
  text: string;
}

const NO_BREAK = "\u00a0";

const plain = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Is it printed with its unit? */
export const hasUnit = (text: string, unit: string): boolean => unit !== "" && plain(text).endsWith(` ${plain(unit)}`);

export const isPrinted = (text: string, point: Point, unit: string): boolean =>
  [point.text, `${point.text} ${unit}`].map(plain).includes(plain(text));

export const printed = (point: Point, unit: string, withUnit: boolean): string =>
  withUnit && unit ? `${point.text}${NO_BREAK}${unit}` : point.text;

export const figureOf = (series: Series, region: Region, point: Point, withUnit: boolean): Figure => ({
  indicator: series.key,
  region: region.code,
  period: point.period,
  value: point.value,
  fetched_on: series.fetched,
  text: printed(point, series.unit, withUnit),
});

export class FigureSource {
  private readonly address: string;
  private readonly language: string;

  constructor(page: EditorPage) {
    this.address = `${page.section}/figures`;
    this.language = page.language;
  }

  find(words: string): Promise<{ found: Hit[]; total: number } | null> {
    return this.ask("found", { words });
  }

  /** Null when it cannot be asked, or is not known. */
  series(indicator: string, region = ""): Promise<Series | null> {
    return this.ask("series", { indicator, region });
  }

  private async ask<Answer>(what: string, query: Record<string, string>): Promise<Answer | null> {
    const parameters = new URLSearchParams({ language: this.language, ...query });
    const answer = await fetch(`${this.address}/${what}?${parameters}`, { headers: { Accept: "application/json" } }).catch(() => null);
    return answer?.ok ? ((await answer.json()) as Answer) : null;
  }
}
