/**
 * The panel of comments beside the text. The server draws it and htmx fetches it; here the form of a new comment gets
 * its place, and nothing typed is lost when the panel is drawn anew.
 */
import { callByName } from "./comments-names";
import type { Range, Subject } from "./comments";
import type { Context } from "./feature";

interface Text {
  chosen(): Range | null;
  choose(range: Range | null): void;
  showThread(key: string): void;
}

const PANEL = "#panel[data-comments]";
const WAIT_IN_SILENCE = 400; // ms

const within = (event: Event, selector: string): HTMLElement | null =>
  event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;

export class CommentsPanel {
  private readonly words: Record<string, string>;
  private subject: Subject | null = null;
  private readonly placed = new WeakSet<HTMLFormElement>();
  private active = "";

  constructor(
    private readonly context: Context,
    private readonly text: Text,
  ) {
    this.words = context.page.data.words.comments!;
    const people = () => [...document.querySelectorAll("#comment-people li")].map((item) => item.textContent ?? "");
    callByName(this.words, people); // first, since its keys mean something else to the panel
    const on = (type: string, listener: (event: any) => void) => document.addEventListener(type, listener, true);
    on("submit", (event: SubmitEvent) => this.submitted(event));
    on("toggle", (event: Event) => this.toggled(event));
    on("input", (event: Event) => this.typed(event));
    on("click", (event: MouseEvent) => this.clicked(event));
    on("keydown", (event: KeyboardEvent) => this.pressed(event));
    on("htmx:after:request", (event: CustomEvent) => this.answered(event));
    on("htmx:response:error", (event: Event) => within(event, `${PANEL} form`) && event.stopPropagation());
    on("htmx:after:swap", () => this.drawn());
  }

  /** Opens the form of a new comment; in the middle of a conversation, and with nothing selected, that conversation. */
  begin(subject: Subject, active: string): void {
    this.open(() => {
      if (active && !subject.range) return this.goTo(active);
      const details = document.querySelector<HTMLDetailsElement>("#comment-new");
      if (!details) return document.querySelector<HTMLElement>(`${PANEL} [aria-current]`)?.focus();
      this.subject = subject;
      this.text.choose(subject.range);
      if (!subject.range && !subject.block) this.context.announce(this.words.chooseFirst!);
      details.open = true;
      this.showSubject();
      details.querySelector("textarea")!.focus();
    });
  }

  /** How many conversations are open, on the tab. */
  showCount(count: number): void {
    const tab = document.getElementById("tab-comments")!;
    tab.querySelector(".count")?.remove();
    if (count === 0) return;
    const shown = document.createElement("span");
    shown.className = "count";
    shown.append(String(count), hidden(` ${this.words.open}`));
    tab.append(" ", shown);
  }

  /** A small bar for those who may comment but not write: they have no toolbar. */
  showBar(begin: () => void): void {
    const bar = document.createElement("div");
    bar.className = "remarkbar";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "hds-button hds-button--secondary hds-button--small";
    button.textContent = this.words.comment!;
    button.setAttribute("aria-keyshortcuts", "Control+Alt+M");
    button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
    button.addEventListener("click", begin);
    bar.append(button);
    const { mount } = this.context.page;
    mount.before(bar);
    mount.tabIndex = 0; // a text that cannot be written in is scrolled by keyboard
  }

  /** Marks the conversation that the cursor is in. */
  highlight(key: string): void {
    this.active = key;
    for (const thread of document.querySelectorAll<HTMLElement>(`${PANEL} [data-thread]`))
      thread.classList.toggle("comment--active", thread.dataset.thread === key);
    const found = key && document.getElementById(`thread-${key}`);
    if (found && found.offsetParent) found.scrollIntoView({ block: "nearest" });
  }

  /** Goes to the conversation that an address names, as a notification's does. */
  follow(hash: string): void {
    const key = /^#thread-([\w-]+)$/.exec(hash)?.[1];
    if (!key) return;
    this.text.showThread(key);
    this.open(() => this.goTo(key));
  }

  private goTo(key: string): void {
    document.getElementById(`thread-${key}`)?.focus();
  }

  /** Shows the panel, then goes on. */
  private open(then: () => void): void {
    const drawer = document.querySelector<HTMLElement>(".drawerbar button[aria-controls=help]");
    if (drawer?.offsetParent && drawer.getAttribute("aria-expanded") === "false") drawer.click();
    const tab = document.getElementById("tab-comments")!;
    if (document.querySelector(PANEL) && tab.getAttribute("aria-current") === "true") return then();
    const waiting = new AbortController();
    const arrived = () => {
      if (!document.querySelector(PANEL)) return;
      waiting.abort();
      then();
    };
    document.addEventListener("htmx:after:swap", arrived, { signal: waiting.signal });
    tab.click();
  }

  // A new comment's place ──────────────────────────────────────────────────────────────────────────

  private showSubject(): void {
    const form = document.querySelector<HTMLFormElement>(`${PANEL} [data-compose]`);
    if (!form) return;
    const range = this.text.chosen();
    const select = form.querySelector("select")!;
    form.querySelector<HTMLElement>("[data-chosen]")!.hidden = !range;
    form.querySelector<HTMLElement>("[data-choice]")!.hidden = Boolean(range);
    select.disabled = Boolean(range);
    if (range) form.querySelector("[data-quote]")!.textContent = this.subject?.words ?? "";
    else if (this.subject?.block) chooseBlock(select, this.subject);
  }

  private submitted(event: SubmitEvent): void {
    const form = within(event, `${PANEL} form`) as HTMLFormElement | null;
    if (!form) return;
    if (form.matches("[data-compose]") && this.subject?.range && !this.placed.has(form)) {
      event.preventDefault();
      event.stopPropagation();
      return void this.place(form);
    }
    this.placed.delete(form);
    form.closest("details")?.removeAttribute("data-keep"); // the answer may change it
  }

  /** The place counts at a version that the server has, so that everything typed is saved first. */
  private async place(form: HTMLFormElement): Promise<void> {
    const note = form.querySelector("[data-waiting]")!;
    const timer = setTimeout(() => (note.textContent = this.words.waiting!), WAIT_IN_SILENCE);
    const version = await this.context.session().settled();
    clearTimeout(timer);
    note.textContent = "";
    const range = this.text.chosen() ?? { from: 0, to: 0 };
    const values: Record<string, number> = { version, start: range.from, end: range.to };
    for (const field of form.querySelectorAll<HTMLInputElement>("[data-place]")) field.value = String(values[field.dataset.place!]);
    this.placed.add(form);
    setTimeout(() => form.requestSubmit()); // not while the first submission is still being told
  }

  private forgetSubject(): void {
    this.subject = null;
    this.text.choose(null);
    this.showSubject();
  }

  // Typed words ────────────────────────────────────────────────────────────────────────────────────

  private key(field: HTMLTextAreaElement): string {
    return `comment ${this.context.page.textId} ${field.id}`;
  }

  private typed(event: Event): void {
    const field = within(event, `${PANEL} textarea`) as HTMLTextAreaElement | null;
    if (field) sessionStorage.setItem(this.key(field), field.value);
  }

  private toggled(event: Event): void {
    const details = within(event, `${PANEL} details`) as HTMLDetailsElement | null;
    if (!details) return;
    details.toggleAttribute("data-keep", details.open); // htmx leaves it alone when the panel is drawn anew
    if (details.id === "comment-new" && !details.open) this.forgetSubject();
  }

  private answered(event: CustomEvent): void {
    const form = within(event, `${PANEL} form`) as HTMLFormElement | null;
    if (!form || event.detail.ctx.response.status >= 400) return;
    const field = form.querySelector("textarea");
    if (field) sessionStorage.removeItem(this.key(field));
    form.reset();
    const details = form.closest("details");
    if (details) details.open = false;
    if (form.matches("[data-compose]")) this.forgetSubject();
  }

  private drawn(): void {
    const panel = document.querySelector<HTMLElement>(PANEL);
    if (!panel) return;
    for (const field of panel.querySelectorAll("textarea")) {
      const kept = sessionStorage.getItem(this.key(field));
      if (!kept || kept === field.value) continue;
      field.value = kept;
      field.closest("details")!.open = true;
    }
    this.showSubject();
    this.highlight(this.active);
    if (document.activeElement === document.body) panel.querySelector<HTMLElement>("[autofocus], [aria-current]")?.focus();
  }

  // Moving between panel and text ──────────────────────────────────────────────────────────────────

  private clicked(event: MouseEvent): void {
    const link = within(event, `${PANEL} [data-show-thread]`);
    if (!link) return;
    event.preventDefault();
    const drawer = document.querySelector<HTMLElement>(".drawerbar button[aria-expanded=true]");
    if (drawer?.offsetParent) drawer.click();
    this.text.showThread(link.dataset.showThread!);
  }

  private pressed(event: KeyboardEvent): void {
    const inDrawer = document.querySelector<HTMLElement>(".drawerbar button[aria-expanded=true]")?.offsetParent;
    if (event.key !== "Escape" || !within(event, PANEL) || inDrawer) return;
    this.context.view().focus();
  }
}

function chooseBlock(select: HTMLSelectElement, { block, words }: Subject): void {
  if (![...select.options].some((option) => option.value === block)) select.add(new Option(words.slice(0, 70) || "…", block));
  select.value = block;
}

function hidden(text: string): HTMLElement {
  const made = document.createElement("span");
  made.className = "visually-hidden";
  made.textContent = text;
  return made;
}
