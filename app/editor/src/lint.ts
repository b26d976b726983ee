/** What a reader would stumble over is pointed out where it happens, and in a list below the text with ways to put it right. */
import { Plugin, PluginKey, type EditorState, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { button } from "./dialogs";
import type { Context, MakeFeature } from "./feature";
import { issuesOf, type Issue } from "./issues";
import { targetsOf } from "./targets";

const PAUSE = 700; // ms after the last change
const MOST = 50; // in the list; more would not be read

const key = new PluginKey<DecorationSet>("lint");

export const lint: MakeFeature = (context) => {
  const panel = document.getElementById("issues");
  if (!panel) return {};
  return {
    plugins: [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (transaction, set) => (transaction.getMeta(key) as DecorationSet | undefined) ?? set.map(transaction.mapping, transaction.doc),
        },
        props: { decorations: (state) => key.getState(state) },
        view: (view) => new Lint(view, context, panel as HTMLDetailsElement),
      }),
    ],
  };
};

class Lint {
  private timer = 0;
  private told = "";
  private issues: Issue[] = [];
  private readonly listening = new AbortController();

  constructor(
    private readonly view: EditorView,
    private readonly context: Context,
    private readonly panel: HTMLDetailsElement,
  ) {
    const { signal } = this.listening;
    targetsOf(context.page).whenKnown(() => this.later());
    panel.addEventListener("keydown", (event) => event.key === "Escape" && this.leave(), { signal });
    this.later();
  }

  update(view: EditorView, before: EditorState): void {
    if (view.state.doc !== before.doc || !view.state.selection.eq(before.selection)) this.later();
  }

  destroy(): void {
    clearTimeout(this.timer);
    this.listening.abort();
  }

  private get words(): Record<string, string> {
    return this.context.page.data.words.lint;
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.look(), PAUSE);
  }

  private look(): void {
    const { view } = this;
    this.issues = view.editable ? this.found() : [];
    const marked = key.getState(view.state)!.find().map((mark) => mark.from);
    if (marked.join() !== this.issues.map(placeOfMark).sort((one, other) => one - other).join()) this.point();
    const told = this.issues.map((issue) => `${issue.kind}:${issue.text}`).join("|");
    if (told === this.told) return;
    this.told = told;
    this.point();
    this.list();
  }

  private found(): Issue[] {
    const { state } = this.view;
    return issuesOf(state, (target) => targetsOf(this.context.page).isBroken(target, state.doc));
  }

  private point(): void {
    const { view } = this;
    const { state } = view;
    const marks = this.issues.map((issue) => this.mark(issue));
    view.dispatch(state.tr.setMeta(key, DecorationSet.create(state.doc, marks)).setMeta("addToHistory", false));
  }

  private mark(issue: Issue): Decoration {
    const said = this.words[issue.kind]!;
    if (issue.to > issue.from) return Decoration.inline(issue.from, issue.to, { class: "has-issue", title: said });
    return Decoration.widget(issue.at, () => this.sign(issue, said), { side: -1, key: `${issue.kind}-${said}`, ignoreSelection: true });
  }

  private sign(issue: Issue, said: string): HTMLElement {
    const sign = document.createElement("button");
    sign.type = "button";
    sign.className = "issue-sign";
    sign.contentEditable = "false";
    sign.textContent = "!";
    sign.title = said;
    sign.setAttribute("aria-label", said);
    sign.addEventListener("click", () => {
      this.panel.open = true;
      const at = this.issues.findIndex((one) => one.kind === issue.kind && one.at === issue.at);
      this.panel.querySelectorAll<HTMLElement>("li button")[Math.max(0, at)]?.focus();
    });
    return sign;
  }

  private list(): void {
    const { panel, issues, words } = this;
    const hadFocus = panel.contains(document.activeElement);
    panel.hidden = issues.length === 0;
    const count = issues.length === 1 ? words.one! : words.many!.replace("%(num)s", String(issues.length));
    panel.querySelector("[data-count]")!.textContent = count;
    panel.querySelector("ul")!.replaceChildren(...issues.slice(0, MOST).map((issue) => this.line(issue)));
    if (hadFocus && panel.hidden) this.view.focus();
    else if (hadFocus) panel.querySelector<HTMLElement>("summary")!.focus();
  }

  private line(issue: Issue): HTMLElement {
    const line = document.createElement("li");
    const said = document.createElement("span");
    said.textContent = this.words[issue.kind]!;
    if (issue.text) said.textContent += `: ${issue.text}`;
    const show = button(this.words.show!);
    show.addEventListener("click", () => this.jump(issue));
    line.append(said, show);
    if (issue.fix) {
      const fix = button(this.words[`fix_${issue.kind}`]!);
      fix.addEventListener("click", () => this.put(issue));
      line.append(fix);
    }
    return line;
  }

  /** The issue as it is now: the text may have changed since it was listed. */
  private now(issue: Issue): Issue | undefined {
    const found = this.found().filter((one) => one.kind === issue.kind && one.text === issue.text);
    return found.sort((one, other) => Math.abs(one.at - issue.at) - Math.abs(other.at - issue.at))[0];
  }

  private jump(issue: Issue): void {
    const found = this.now(issue);
    if (found) this.view.dispatch(this.view.state.tr.setSelection(found.selection(this.view.state)).scrollIntoView());
    setTimeout(() => this.view.focus()); // after the key that pressed the button, else the text gets it too
  }

  private put(issue: Issue): void {
    const transaction: Transaction = this.view.state.tr;
    this.now(issue)?.fix?.(transaction);
    if (transaction.docChanged) this.view.dispatch(transaction.scrollIntoView());
    this.look();
  }

  private leave(): void {
    this.panel.open = false;
    this.view.focus();
  }
}

/** Words are marked where they stand; a block has a sign before it, since one inside would be in the cursor's way. */
const placeOfMark = (issue: Issue): number => (issue.to > issue.from ? issue.from : issue.at);
