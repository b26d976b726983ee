/** The dialog in which a figure to cite is found and chosen: words, then whose figure and of when. All by keyboard. */
import { openDialog } from "./dialogs";
import { figureOf, hasUnit, printed, type Figure, type FigureSource, type Hit, type Region, type Series } from "./figure-source";

const PAUSE = 150; // ms after the last letter

type Words = Record<string, string>;

/** The chosen figure; null when the dialog is left. `now`: the figure that is to be changed. */
export async function chooseFigure(source: FigureSource, words: Words, now: Figure | null): Promise<Figure | null> {
  const chooser = new Chooser(source, words, document.getElementById("figure-dialog") as HTMLDialogElement);
  return chooser.run(now);
}

class Chooser {
  private series: Series | null = null;
  private asked = 0;
  private timer = 0;
  private readonly search: HTMLInputElement;
  private readonly regions: HTMLSelectElement;
  private readonly periods: HTMLSelectElement;
  private readonly unit: HTMLInputElement;

  constructor(
    private readonly source: FigureSource,
    private readonly words: Words,
    private readonly dialog: HTMLDialogElement,
  ) {
    this.search = this.part("#figure-search");
    this.regions = this.part("[name=region]");
    this.periods = this.part("[name=period]");
    this.unit = this.part("[name=unit]");
  }

  async run(now: Figure | null): Promise<Figure | null> {
    const ending = new AbortController();
    const on = (target: HTMLElement, type: string, run: (event: any) => void) => target.addEventListener(type, run, { signal: ending.signal });
    on(this.search, "input", () => this.soon());
    on(this.regions, "change", () => void this.regionChosen());
    on(this.periods, "change", () => this.preview());
    on(this.unit, "change", () => this.preview());
    on(this.part("[data-back]"), "click", () => this.find());
    on(this.dialog, "keydown", (event: KeyboardEvent) => this.pressed(event));
    this.search.value = "";
    this.unit.checked = false;
    this.find();
    if (now) void this.open(now.indicator, now);
    const chosen = await openDialog<Figure>(this.dialog, (_form, pressed) => this.submitted(pressed));
    ending.abort();
    clearTimeout(this.timer);
    return chosen;
  }

  // Finding ────────────────────────────────────────────────────────────────────────────────────────

  private find(): void {
    this.series = null;
    this.show(false);
    void this.list();
    this.search.focus();
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.list(), PAUSE);
  }

  private async list(): Promise<void> {
    const asked = ++this.asked;
    const answer = await this.source.find(this.search.value);
    if (asked !== this.asked) return; // something else was typed meanwhile
    const hits = this.part("[data-hits]");
    const told = !answer ? this.words.failed! : answer.total === 0 ? this.words.nothing! : this.words.hits!.replace("%(num)s", String(answer.total));
    this.tell(told);
    if (answer?.found.length) hits.replaceChildren(...answer.found.map((hit) => this.hit(hit)));
    else hits.textContent = told;
  }

  private hit(hit: Hit): HTMLElement {
    const made = document.createElement("button");
    const about = document.createElement("span");
    const newest = document.createElement("b");
    made.className = "place figure-hit";
    made.dataset.hit = hit.key;
    about.className = "figure-hit__about";
    about.textContent = hit.about;
    newest.className = "figure-hit__newest";
    newest.textContent = hit.newest ? `${hit.newest} (${hit.period})` : this.words.noFigure!;
    made.append(hit.title, " ", newest, " ", about);
    return made;
  }

  // Choosing ───────────────────────────────────────────────────────────────────────────────────────

  /** The figures of an indicator: the newest at home, or those of a figure that is to be changed. */
  private async open(key: string, now: Figure | null): Promise<void> {
    this.asked++;
    const series = await this.source.series(key, now?.region);
    if (!series) return this.tell(this.words.failed!);
    this.series = series;
    this.part("[data-title]").textContent = series.title;
    this.part("[data-unit]").textContent = series.unit;
    this.part("[data-with-unit]").hidden = !series.unit;
    this.part("[data-source]").textContent = series.source;
    if (now) this.unit.checked = hasUnit(now.text, series.unit);
    this.fillRegions(now?.region);
    this.fillPeriods(now?.period);
    this.show(true);
    this.regions.focus();
  }

  private fillRegions(chosen = ""): void {
    const { regions, others } = this.series!;
    const group = document.createElement("optgroup");
    group.label = this.words.others!;
    group.append(...others.map(({ code, name }) => new Option(name, code)));
    this.regions.replaceChildren(...regions.map(({ code, name }) => new Option(name, code)), group);
    this.regions.value = chosen || regions[0]!.code;
  }

  private fillPeriods(chosen = ""): void {
    const points = this.region()?.points ?? [];
    this.periods.replaceChildren(...points.map(({ period, when, text }) => new Option(`${when}: ${text}`, period)));
    if (points.length === 0) this.periods.append(new Option(this.words.noFigures!, ""));
    if (points.some(({ period }) => period === chosen)) this.periods.value = chosen;
    this.preview();
  }

  private region(): Region | undefined {
    return this.series?.regions.find(({ code }) => code === this.regions.value);
  }

  /** A municipality that the report does not compare with is fetched when it is asked for. */
  private async regionChosen(): Promise<void> {
    const code = this.regions.value;
    const period = this.periods.value;
    if (!this.region() && this.series) {
      const asked = ++this.asked;
      const fetched = await this.source.series(this.series.key, code);
      if (asked !== this.asked) return;
      const found = fetched?.regions.find((region) => region.code === code);
      if (found) this.series.regions.push(found);
      else this.tell(this.words.failed!);
    }
    this.fillPeriods(period);
  }

  private chosen(): Figure | undefined {
    const region = this.region();
    const point = region?.points.find(({ period }) => period === this.periods.value);
    return region && point ? figureOf(this.series!, region, point, this.unit.checked) : undefined;
  }

  private preview(): void {
    const point = this.region()?.points.find(({ period }) => period === this.periods.value);
    this.part("[data-preview]").textContent = point ? printed(point, this.series!.unit, this.unit.checked) : "–";
    this.part<HTMLButtonElement>("[data-insert]").disabled = !point;
  }

  // The dialog ─────────────────────────────────────────────────────────────────────────────────────

  private submitted(pressed: HTMLElement | null): Figure | undefined {
    if (this.series) return this.chosen();
    const hit = pressed?.dataset.hit ?? this.part("[data-hits]").querySelector<HTMLElement>("button")?.dataset.hit;
    if (hit) void this.open(hit, null);
    return undefined;
  }

  /** The arrows walk through what was found; Enter in a list of choices cites what is chosen. */
  private pressed(event: KeyboardEvent): void {
    const { target } = event;
    if (event.key === "Enter" && target instanceof HTMLSelectElement) {
      event.preventDefault();
      return target.form!.requestSubmit();
    }
    const stops: HTMLElement[] = [this.search, ...this.part("[data-hits]").querySelectorAll<HTMLElement>("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = stops.indexOf(target as HTMLElement);
    if (!step || at < 0 || this.series) return;
    event.preventDefault();
    stops[at + step]?.focus();
  }

  private show(isChoosing: boolean): void {
    this.part("[data-find]").hidden = isChoosing;
    for (const part of ["[data-choose]", "[data-back]", "[data-insert]"]) this.part(part).hidden = !isChoosing;
  }

  private tell(text: string): void {
    this.part("[data-told]").textContent = text;
  }

  private part<Part extends HTMLElement = HTMLElement>(selector: string): Part {
    return this.dialog.querySelector<Part>(selector)!;
  }
}
