/** Typing @ in a comment proposes the people of the report: a list under the field, walked with the arrow keys. */

const CALL = /(?:^|[^\p{L}\p{N}@])@([\p{L}\p{N}.'-]*(?: [\p{L}\p{N}.'-]*){0,3})$/u;
const MOST = 8;

/** `people` gives the names; fields with `data-mentions` propose them. */
export function callByName(words: Record<string, string>, people: () => string[]): void {
  const list = new NameList(words);
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field instanceof HTMLTextAreaElement && field.dataset.mentions !== undefined) list.propose(field, people());
  });
  document.addEventListener("keydown", (event) => list.pressed(event), true);
  document.addEventListener("focusout", () => list.close());
}

class NameList {
  private readonly list = document.createElement("ul");
  private readonly status = document.createElement("span");
  private field: HTMLTextAreaElement | null = null;
  private start = 0;
  private at = 0;

  constructor(private readonly words: Record<string, string>) {
    this.list.id = "comment-names";
    this.list.className = "names";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", words.whom!);
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault(); // the field keeps the focus
      const option = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (option) this.take(option.textContent!);
    });
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
  }

  propose(field: HTMLTextAreaElement, people: string[]): void {
    const before = field.value.slice(0, field.selectionStart);
    const called = CALL.exec(before)?.[1];
    const names = called === undefined ? [] : proposed(people, called);
    if (names.length === 0) return this.close();
    this.field = field;
    this.start = before.length - called!.length;
    this.list.replaceChildren(...names.map(option));
    const place = field.closest(".hds-text-input__input-wrapper") ?? field;
    if (this.list.previousElementSibling !== place) place.after(this.list, this.status);
    this.status.textContent = this.words.people!.replace("%(num)s", String(names.length));
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    this.choose(0);
  }

  pressed(event: KeyboardEvent): void {
    if (!this.field || event.target !== this.field) return;
    const count = this.list.children.length;
    const does: Record<string, () => void> = {
      ArrowDown: () => this.choose((this.at + 1) % count),
      ArrowUp: () => this.choose((this.at + count - 1) % count),
      Enter: () => this.take(this.list.children[this.at]!.textContent!),
      Tab: () => this.take(this.list.children[this.at]!.textContent!),
      Escape: () => this.close(),
    };
    const run = does[event.key];
    if (!run) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    run();
  }

  close(): void {
    for (const name of ["aria-autocomplete", "aria-controls", "aria-activedescendant"]) this.field?.removeAttribute(name);
    this.list.remove();
    this.status.remove();
    this.status.textContent = "";
    this.field = null;
  }

  private choose(at: number): void {
    this.at = at;
    [...this.list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
    this.list.children[at]!.scrollIntoView({ block: "nearest" });
    this.field!.setAttribute("aria-activedescendant", this.list.children[at]!.id);
  }

  private take(name: string): void {
    const field = this.field!;
    this.close();
    const end = field.selectionStart;
    field.setRangeText(`${name} `, this.start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function option(name: string, index: number): HTMLElement {
  const item = document.createElement("li");
  item.id = `comment-name-${index}`;
  item.setAttribute("role", "option");
  item.textContent = name;
  return item;
}

/** Names that begin with this, then those of which a later word does. */
function proposed(people: string[], called: string): string[] {
  const part = called.toLocaleLowerCase();
  const begins = (words: string[]) => words.join(" ").toLocaleLowerCase().startsWith(part);
  const [first, later]: [string[], string[]] = [[], []];
  for (const name of people) {
    const words = name.split(" ");
    if (begins(words)) first.push(name);
    else if (words.some((_word, at) => begins(words.slice(at)))) later.push(name);
  }
  return [...first, ...later].slice(0, MOST);
}
