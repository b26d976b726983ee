/** Suggesting a change: the server's form, in a dialog, for what is chosen in the text. */
import { NodeSelection } from "prosemirror-state";
import { openDialog, showMessage } from "./dialogs";
import type { Context } from "./feature";

const PATIENCE = 6000; // ms until the text is known to be saved

/** Markup that our own server wrote. */
const fragment = (html: string): ChildNode[] => [...new DOMParser().parseFromString(html, "text/html").body.childNodes];

export class SuggestionForm {
  private readonly words: Record<string, string>;
  private readonly address: string;
  private isOpen = false;
  private isOffered = false;

  constructor(private readonly context: Context) {
    this.words = context.page.data.words.suggestions!;
    this.address = `${context.page.section}/suggestions`;
  }

  /** To be called for those who may suggest. Who has no toolbar gets a button of its own. */
  offer(hasToolbar: boolean): void {
    this.isOffered = true;
    document.addEventListener("keydown", (event) => {
      const isShortcut = event.code === "KeyS" && (event.ctrlKey || event.metaKey) && event.altKey;
      if (!isShortcut || event.getModifierState("AltGraph")) return;
      event.preventDefault();
      void this.begin();
    });
    document.addEventListener("submit", (event) => {
      const form = (event.target as Element).closest<HTMLFormElement>("[data-suggest-block]");
      if (!form) return;
      event.preventDefault();
      void this.open({ block: new FormData(form).get("block") as string });
    });
    if (!hasToolbar) this.showButton();
  }

  /** A form for the selection: for words, for the point where words are to come, for a block. */
  async begin(): Promise<void> {
    if (!this.isOffered || this.isOpen) return;
    const version = await this.settled();
    const { selection } = this.context.view().state;
    if (selection.empty && !this.context.view().editable) return this.tell(this.words.nothing!);
    if (version === null) return this.tell(this.words.failed!);
    const isBlock = selection instanceof NodeSelection && selection.node.isBlock && selection.$from.depth === 0;
    if (isBlock) return this.open({ block: String(selection.node.attrs.id) });
    return this.open({ version: String(version), start: String(selection.from), end: String(selection.to) });
  }

  /** The version at which the server has all that was typed here; null while it cannot be reached. */
  private settled(): Promise<number | null> {
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE));
    return Promise.race([this.context.session().settled(), late]);
  }

  private async open(place: Record<string, string>): Promise<void> {
    if (this.isOpen) return;
    this.isOpen = true;
    const { language } = this.context.page;
    const dialog = document.createElement("dialog");
    dialog.className = "dialog dialog--small suggest-dialog";
    dialog.setAttribute("aria-label", this.words.suggest!);
    dialog.addEventListener("click", (event) => (event.target as Element).closest("a[data-close]") && event.preventDefault());
    const query = new URLSearchParams({ language, ...place });
    const form = await this.ask(`${this.address}/new?${query}`);
    dialog.replaceChildren(...this.closable(form));
    const made = await openDialog<true>(dialog, (sent, submitter) => this.send(dialog, sent, submitter));
    this.isOpen = false;
    if (made) this.context.announce(this.words.made!);
    if (made) document.body.dispatchEvent(new CustomEvent("suggestions-changed"));
    this.context.view().focus();
  }

  private async ask(address: string): Promise<string> {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
    return answer ? answer.text() : "";
  }

  /** Sends the form. What the server does not take stays, with its words about why. */
  private async send(dialog: HTMLDialogElement, form: HTMLFormElement, submitter: HTMLElement | null): Promise<true | undefined> {
    const body = new URLSearchParams(new FormData(form, submitter) as unknown as Record<string, string>);
    const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } }).catch(() => null);
    if (answer?.ok) return true;
    const isForm = answer && answer.status < 500 && answer.headers.get("content-type")?.startsWith("text/html");
    const html = isForm ? await answer.text() : "";
    if (html.includes("suggest-form")) dialog.replaceChildren(...fragment(html));
    else this.complain(form);
    return undefined;
  }

  private complain(form: HTMLFormElement): void {
    form.querySelector("[data-complaint]")?.remove();
    const made = document.createElement("p");
    made.dataset.complaint = "";
    made.className = "hds-text-input__error-text";
    made.setAttribute("role", "alert");
    made.textContent = this.words.unsent!;
    form.querySelector(".dialog__body")!.prepend(made);
  }

  /** A form, or what the server or we say instead of one, with a way out. */
  private closable(html: string): ChildNode[] {
    if (html.includes("suggest-form")) return fragment(html);
    const body = document.createElement("div");
    body.className = "dialog__body stack";
    body.append(...(html ? fragment(html) : [this.words.failed!]));
    const close = document.createElement("button");
    close.type = "button";
    close.className = "hds-button hds-button--secondary";
    close.textContent = this.context.page.data.words.close;
    close.dataset.close = "";
    const foot = document.createElement("div");
    foot.className = "dialog__foot";
    foot.append(close);
    return [body, foot];
  }

  private tell(words: string): void {
    void showMessage(words, this.context.page.data.words.close).then(() => this.context.view().focus());
  }

  private showButton(): void {
    const bar = document.querySelector(".remarkbar") ?? document.createElement("div");
    bar.className = "remarkbar";
    const made = document.createElement("button");
    made.type = "button";
    made.className = "hds-button hds-button--secondary hds-button--small";
    made.textContent = this.words.suggest!;
    made.setAttribute("aria-keyshortcuts", "Control+Alt+S");
    made.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
    made.addEventListener("click", () => void this.begin());
    bar.append(made);
    if (!bar.isConnected) this.context.page.mount.before(bar);
  }
}
