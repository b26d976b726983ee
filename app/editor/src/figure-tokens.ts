/** A cited figure in the text: put in by search, looked at and changed in place. Prints as its words. */
import type { Node } from "prosemirror-model";
import { NodeSelection, Plugin, type Command, type EditorState } from "prosemirror-state";
import type { EditorView, NodeView } from "prosemirror-view";
import { claimsOf } from "./claims";
import { openDialog } from "./dialogs";
import type { Context, MakeFeature } from "./feature";
import { chooseFigure } from "./figure-dialog";
import { figureOf, FigureSource, hasUnit, isPrinted, printed, type Figure, type Point, type Region, type Series } from "./figure-source";

const TYPE = "figure_token";

export const figureTokens: MakeFeature = (context) => {
  const source = new FigureSource(context.page);
  const words = context.page.data.words.figures;
  const run: Command = (state, dispatch, view) => {
    if (!canStand(state)) return false;
    if (dispatch && view) void cite(view, source, context, selectedFigure(state));
    return true;
  };
  const look: Command = (state, dispatch, view) => {
    const figure = selectedFigure(state);
    if (figure && dispatch && view) void lookAt(view, source, context, figure);
    return figure !== null;
  };
  return {
    actions: { figure_token: { run } },
    keys: { "Mod-Alt-l": run, Enter: look },
    nodeViews: { figure_token: (node, view, position) => new TokenView(node, view, position, look) },
    plugins: [telling(context, words)],
  };
};

const selectedFigure = (state: EditorState): Figure | null =>
  state.selection instanceof NodeSelection && state.selection.node.type.name === TYPE ? (state.selection.node.attrs as Figure) : null;

function canStand({ selection, schema }: EditorState): boolean {
  const { $from } = selection;
  return $from.parent.inlineContent && $from.parent.canReplaceWith($from.index(), $from.index(), schema.nodes[TYPE]!);
}

/** Says what a figure is when the cursor comes upon it by keyboard. */
const telling = (context: Context, words: Record<string, string>): Plugin =>
  new Plugin({
    view: () => ({
      update: (view, before) => {
        const figure = selectedFigure(view.state);
        if (!figure || before.selection.eq(view.state.selection)) return;
        context.announce(words.about!.replace("%(what)s", `${figure.text}, ${claimsOf(view.state).nameOf(figure)}`));
      },
    }),
  });

class TokenView implements NodeView {
  readonly dom = document.createElement("span");

  constructor(
    private node: Node,
    view: EditorView,
    position: () => number | undefined,
    look: Command,
  ) {
    this.dom.className = "figtok";
    this.show();
    this.dom.addEventListener("click", () => {
      const at = position();
      if (at === undefined) return;
      view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, at)));
      look(view.state, view.dispatch, view);
    });
    this.dom.addEventListener("mouseenter", () => (this.dom.title = claimsOf(view.state).nameOf(this.node.attrs as Figure)));
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.show();
    return true;
  }

  ignoreMutation(): boolean {
    return true;
  }

  private show(): void {
    const text = String(this.node.attrs.text);
    if (this.dom.textContent !== text) this.dom.textContent = text;
  }
}

/** Asks which figure, and writes it at the cursor or over the selected one. */
async function cite(view: EditorView, source: FigureSource, context: Context, now: Figure | null): Promise<void> {
  const words = context.page.data.words.figures;
  const figure = await chooseFigure(source, words, now);
  if (figure) put(view, figure);
  view.focus();
  if (figure) context.announce(words.inserted!.replace("%(what)s", figure.text));
}

function put(view: EditorView, figure: Figure): void {
  const node = view.state.schema.nodes[TYPE]!.create(figure);
  view.dispatch(view.state.tr.replaceSelectionWith(node, true).scrollIntoView());
}

/** Tells what the selected figure is, and what can be done with it. */
async function lookAt(view: EditorView, source: FigureSource, context: Context, figure: Figure): Promise<void> {
  const words = context.page.data.words.figures;
  const dialog = document.getElementById("figure-info") as HTMLDialogElement;
  const known = new Facts(dialog, words, figure, view.editable);
  known.show(claimsOf(view.state).titlesOf(figure));
  const asking = source.series(figure.indicator, figure.region).then((series) => known.compare(series));
  const answer = await openDialog<string>(dialog, () => undefined);
  if (answer) await asking;
  const renewed = answer ? known.renewed(answer) : null;
  if (selectedFigure(view.state)?.text === figure.text) {
    if (answer === "plain") view.dispatch(view.state.tr.replaceSelectionWith(view.state.schema.text(figure.text), true));
    if (renewed) put(view, renewed);
    if (renewed) context.announce(words.updated!.replace("%(text)s", renewed.text));
  }
  if (answer === "change") return cite(view, source, context, figure);
  view.focus();
}

/** The dialog that tells what a cited figure is. */
class Facts {
  private series: Series | null = null;
  private region: Region | undefined;
  private correct: Point | undefined;
  private newest: Point | undefined;

  constructor(
    private readonly dialog: HTMLDialogElement,
    private readonly words: Record<string, string>,
    private readonly figure: Figure,
    private readonly editable: boolean,
  ) {
    for (const button of dialog.querySelectorAll<HTMLElement>("[data-writes]"))
      button.hidden = !editable || button.matches("[data-answer=correct], [data-answer=newest]");
  }

  show({ title, region }: { title: string; region: string }): void {
    const { figure } = this;
    this.facts({ title, region, period: figure.period, value: figure.text, source: "", fetched: dayOf(figure.fetched_on) });
    this.tell("…");
  }

  compare(series: Series | null): void {
    const { figure, words } = this;
    this.series = series;
    this.region = series?.regions.find(({ code }) => code === figure.region);
    if (!series || !this.region) return this.tell(words.unknown!);
    const { points } = this.region;
    const cited = points.find(({ period }) => period === figure.period);
    this.facts({ title: series.title, region: this.region.name, source: series.source, period: cited?.when ?? figure.period });
    this.correct = cited && !isPrinted(figure.text, cited, series.unit) ? cited : undefined;
    this.newest = points[0] && points[0].period !== figure.period ? points[0] : undefined;
    if (this.correct) this.tell(words.sourceHas!.replace("%(text)s", this.text(this.correct)));
    else this.tell(this.newest ? "" : words.isNewest!);
    this.offer("correct", this.correct, this.correct && this.text(this.correct));
    this.offer("newest", this.newest, this.newest && words.newest!.replace("%(text)s", this.text(this.newest)).replace("%(period)s", this.newest.when));
  }

  /** The figure that an answer of the dialog asks for. */
  renewed(answer: string): Figure | null {
    const point = { correct: this.correct, newest: this.newest }[answer];
    return point ? figureOf(this.series!, this.region!, point, hasUnit(this.figure.text, this.series!.unit)) : null;
  }

  private text(point: Point): string {
    return printed(point, this.series!.unit, hasUnit(this.figure.text, this.series!.unit));
  }

  private offer(answer: string, point: Point | undefined, text = ""): void {
    const button = this.dialog.querySelector<HTMLElement>(`[data-answer=${answer}]`)!;
    button.hidden = !point || !this.editable;
    button.textContent = this.words.update!.replace("%(text)s", text);
  }

  private facts(told: Record<string, string>): void {
    for (const [name, text] of Object.entries(told)) {
      const shown = this.dialog.querySelector<HTMLElement>(`[data-fact=${name}]`)!;
      shown.textContent = text;
      shown.hidden = (shown.previousElementSibling as HTMLElement).hidden = !text;
    }
  }

  private tell(text: string): void {
    this.dialog.querySelector("[data-newest]")!.textContent = text;
  }
}

/** An ISO day as it is read. */
function dayOf(day: string): string {
  const { lang } = document.documentElement;
  const [year, month, number] = day.split("-").map(Number);
  return year && month && number ? new Intl.DateTimeFormat(lang === "en" ? "en-GB" : "fi-FI", { dateStyle: lang === "en" ? "long" : "short" }).format(new Date(year, month - 1, number)) : "";
}
