/** The people at the text, beside its title: initials in their colours, opened for names. Comings and goings are told. */
export interface PresenceWords {
  here: string; // with %(names)s
  joined: string; // with %(names)s
  left: string; // with %(names)s
  writes: string;
  reads: string;
  show: string; // with %(name)s
}

export interface Person {
  id: string; // of the connection
  client: string;
  person: number;
  name: string;
  initials: string;
  writes: boolean;
  colour: number;
}

const SHOWN = 4; // initials; the others are counted
const CALM = 2000; // ms without coming or going before it is told: a reload is neither

export class PeopleList {
  private readonly summary: HTMLElement;
  private readonly avatars: HTMLElement;
  private readonly words: HTMLElement;
  private readonly list: HTMLElement;
  private told: Map<number, string> | null = null;
  private timer: number | undefined;

  constructor(
    private readonly element: HTMLDetailsElement,
    private readonly text: PresenceWords,
    private readonly events: { announce(text: string): void; show(person: Person): void; isPlaced(person: Person): boolean },
  ) {
    this.summary = element.querySelector("summary")!;
    this.avatars = element.querySelector("[data-avatars]")!;
    this.words = element.querySelector("[data-names]")!;
    this.list = element.querySelector("ul")!;
    element.addEventListener("toggle", () => this.fill());
    element.addEventListener("keydown", (event) => event.key === "Escape" && element.open && this.close());
    document.addEventListener("click", (event) => element.contains(event.target as Node) || (element.open = false));
  }

  private people: Person[] = [];

  /** Everybody but the reader, each once. */
  show(people: Person[]): void {
    this.people = people;
    this.element.hidden = people.length === 0;
    this.avatars.replaceChildren(...people.slice(0, SHOWN).map(avatar), ...this.rest(people.length - SHOWN));
    this.words.textContent = this.text.here.replace("%(names)s", people.map((one) => one.name).join(", "));
    this.fill();
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.tell(), CALM);
  }

  /** Nothing is known of others without a connection; who is back when it is has not been away. */
  forget(): void {
    clearTimeout(this.timer);
    this.element.hidden = true;
  }

  private rest(count: number): HTMLElement[] {
    return count > 0 ? [made("span", "ava people__more", `+${count}`)] : [];
  }

  private fill(): void {
    if (!this.element.open) return;
    this.list.replaceChildren(...this.people.map((person) => this.row(person)));
  }

  private row(person: Person): HTMLElement {
    const row = made("li", "people__row");
    const words = made("span", "people__words");
    words.append(this.name(person), made("span", "micro muted", person.writes ? this.text.writes : this.text.reads));
    row.append(avatar(person), words);
    return row;
  }

  private name(person: Person): HTMLElement {
    if (!this.events.isPlaced(person)) return made("span", "people__name", person.name);
    const button = made("button", "linkish people__name", person.name) as HTMLButtonElement;
    button.type = "button";
    button.title = this.text.show.replace("%(name)s", person.name);
    button.addEventListener("click", () => {
      this.close();
      this.events.show(person);
    });
    return button;
  }

  private close(): void {
    this.element.open = false;
    this.summary.focus();
  }

  private tell(): void {
    const now = new Map(this.people.map((one) => [one.person, one.name]));
    const before = this.told;
    this.told = now;
    if (!before) return;
    const joined = [...now].filter(([person]) => !before.has(person)).map(([, name]) => name);
    const left = [...before].filter(([person]) => !now.has(person)).map(([, name]) => name);
    const said = [...sentence(this.text.joined, joined), ...sentence(this.text.left, left)];
    if (said.length > 0) this.events.announce(said.join(" "));
  }
}

const sentence = (text: string, names: string[]): string[] => (names.length > 0 ? [text.replace("%(names)s", names.join(", "))] : []);

function avatar(person: Person): HTMLElement {
  const element = made("span", `ava ava--live who-${person.colour}`, person.initials);
  element.setAttribute("aria-hidden", "true");
  element.title = person.name;
  return element;
}

function made(tag: string, classes: string, text = ""): HTMLElement {
  const element = document.createElement(tag);
  element.className = classes;
  element.textContent = text;
  return element;
}
