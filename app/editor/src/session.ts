/**
 * Keeps the editor and the server at one: sends what was typed, takes what others typed, recovers what was left
 * unsent. The messages are described in app/desk/live_protocol.py.
 */
import { getVersion, receiveTransaction, sendableSteps } from "prosemirror-collab";
import type { EditorView } from "prosemirror-view";
import { fitting } from "./batches";
import { Channel } from "./channel";
import { Drafts, wordsOf, type Draft } from "./drafts";
import { Places } from "./places";
import { byAuthor, isNext, rebaseDrafts, wordsLost, type Made } from "./rebase";
import { mayReload } from "./reloading";

/** How it stands; the state line says it in words. */
export type Standing = "connecting" | "saved" | "saving" | "offline" | "stopped";

export interface SessionEvents {
  /** `kept`: what is unsaved would survive the browser. */
  standing(standing: Standing, unsaved: boolean, kept: boolean): void;
  /** Writing is possible, or is not; `unsent` is text of the person's that the server does not take. */
  writable(unsent: string): void;
  stopped(message: string, unsent: string): void;
  /** The section is now in this state: a mark of the page and the word for it. */
  sectionState(mark: string, word: string): void;
  /** A message that is not about steps or rights. */
  other(message: { type: string }): void;
  signedOut(): string;
  noAccess(): string;
  unfit(): string;
}

/** Set on the transactions that bring steps of the server: the client that made them. */
export const MADE_BY = "madeBy";

const ANSWER_TIMEOUT = 10_000; // ms
const KEEP_AFTER = 250; // ms
const FURTHEST_BEHIND = 15_000; // steps; the server tells 20,000 at once

export class Session {
  writable: boolean;
  readonly places = new Places();
  private readonly channel: Channel;
  private readonly drafts: Drafts;
  private orphans: Draft[] = [];
  private readonly displaced: string[] = [];
  private waiting: ((version: number) => void)[] = [];
  private welcomed = false;
  private online = false;
  private connections = 0;
  private inFlight: string | null = null;
  private unfit = false;
  private discarded = false;
  private helloVersion = 0;
  private kept = true;
  private answerTimer: number | undefined;
  private keepTimer: number | undefined;

  constructor(
    private readonly view: Pick<EditorView, "state" | "dispatch">,
    readonly client: string,
    private readonly settings: { live: string; textId: string; userId: string; schema: string; editable: boolean },
    private readonly events: SessionEvents,
  ) {
    this.writable = settings.editable;
    this.drafts = new Drafts(settings.textId, settings.userId, client);
    this.channel = new Channel(settings.live, {
      opened: () => void this.hello(),
      heard: (message) => this.heard(message),
      lost: () => this.lost(),
      ended: (code) => this.ended(code),
    });
    addEventListener("pagehide", () => this.keep());
    addEventListener("beforeunload", (event) => {
      this.keep();
      if (this.unsaved() && !this.kept && !this.discarded) event.preventDefault();
    });
    this.channel.open();
    this.tell();
  }

  /** To be called after every transaction of the view. */
  changed(): void {
    this.send();
    if (this.unsaved()) this.keepTimer ??= window.setTimeout(() => this.keep(), KEEP_AFTER);
    this.tell();
  }

  /** Say something that is not kept, such as where the cursor is; nothing when there is no connection. */
  say(message: object): void {
    if (this.online) this.channel.send(message);
  }

  /** The version at which the server has everything of this tab; waits for it. Places of the text are then the server's. */
  settled(): Promise<number> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.tell();
    });
  }

  /** Forget what could not be saved; the person has copied it or does not need it. */
  discard(): void {
    this.orphans.forEach((draft) => this.drafts.drop(draft.client));
    if (this.writable) return;
    this.drafts.drop();
    this.discarded = true;
  }

  private unsaved(): boolean {
    return sendableSteps(this.view.state) !== null;
  }

  private tell(): void {
    const standing = this.unfit
      ? "stopped"
      : this.online
        ? this.unsaved() ? "saving" : "saved"
        : this.welcomed ? "offline" : "connecting";
    this.events.standing(standing, this.unsaved(), this.kept);
    if (standing === "saved") this.waiting.splice(0).forEach((resolve) => resolve(getVersion(this.view.state)));
  }

  // Talking ──────────────────────────────────────────────────────────────────────────────────────

  private async hello(): Promise<void> {
    const connection = ++this.connections;
    if (!this.welcomed) await this.drafts.adopt((found) => void (this.orphans = found.filter((draft) => draft.steps.length > 0)));
    if (connection !== this.connections) return; // meanwhile there is a newer one, which says it
    const versions = this.orphans.filter((draft) => this.isReadable(draft)).map((draft) => draft.version);
    const version = Math.min(getVersion(this.view.state), ...versions);
    this.helloVersion = version;
    this.channel.send({ type: "hello", version, client: this.client, schema: this.settings.schema });
    this.expectAnswer();
  }

  private heard(message: any): void {
    const take: Record<string, () => void> = {
      welcome: () => this.welcome(message.version, message.steps, message.writable, message.message),
      steps: () => this.receive(message.steps, message.version),
      refused: () => this.refused(message.batch, message.why, message.version, message.message),
      state: () => {
        this.permit(message.writable, message.message);
        this.events.sectionState(message.section.mark, message.section.word);
      },
    };
    (take[message.type as string] ?? (() => this.events.other(message)))();
  }

  private expectAnswer(): void {
    clearTimeout(this.answerTimer);
    this.answerTimer = window.setTimeout(() => this.channel.restart(), ANSWER_TIMEOUT);
  }

  private lost(): void {
    clearTimeout(this.answerTimer);
    this.online = false;
    this.inFlight = null;
    this.keep();
    this.tell();
  }

  private ended(code: number): void {
    this.lost();
    if (code === 4409 && (this.kept || !this.unsaved()) && mayReload()) return location.reload();
    this.writable = false;
    this.unfit = code === 4400 || code === 4409;
    const message = code === 4401 ? this.events.signedOut() : this.unfit ? this.events.unfit() : this.events.noAccess();
    this.events.stopped(message, this.unsent());
    this.tell();
  }

  // Sending ──────────────────────────────────────────────────────────────────────────────────────

  private send(): void {
    const sendable = sendableSteps(this.view.state);
    if (!this.online || !this.writable || this.inFlight || this.unfit || !sendable) return;
    this.keep(); // before sending, so that a crash never leaves steps that the server has and the draft does not
    const steps = fitting(sendable);
    if (steps.length === 0) return this.giveUp();
    this.inFlight = crypto.randomUUID?.() ?? Math.random().toString(36).slice(2);
    this.channel.send({ type: "steps", version: sendable.version, batch: this.inFlight, steps });
    this.expectAnswer();
  }

  private refused(batch: string, why: string, version: number, message: string): void {
    if (batch !== this.inFlight) return;
    clearTimeout(this.answerTimer);
    this.inFlight = null;
    if (why === "stale") {
      if (getVersion(this.view.state) >= version) this.send(); // else the missing steps are on their way
      return;
    }
    if (why === "unfit") return this.giveUp();
    this.permit(false, message);
  }

  /** What was written here can never be joined to the text: it stays to be copied. */
  private giveUp(): void {
    this.unfit = true;
    this.permit(false, "");
  }

  private keep(): void {
    if (this.discarded) return;
    clearTimeout(this.keepTimer);
    this.keepTimer = undefined;
    const sendable = sendableSteps(this.view.state);
    if (!sendable) {
      this.kept = true;
      return this.drafts.drop();
    }
    const steps = sendable.steps.map((step) => step.toJSON());
    this.kept = this.drafts.keep({ version: sendable.version, steps, schema: this.settings.schema });
  }

  // Receiving ────────────────────────────────────────────────────────────────────────────────────

  private welcome(version: number, made: Made[], writable: boolean, message: string): void {
    clearTimeout(this.answerTimer);
    const known = getVersion(this.view.state) - this.helloVersion;
    this.receive(made.slice(known), version);
    if (getVersion(this.view.state) !== version) return;
    for (const draft of this.orphans) if (draft.version > version) draft.schema = ""; // the text was put back since
    if (writable) this.recover(made); // before anything is sent: own draft kept, adopted ones dropped
    this.welcomed = this.online = true;
    this.permit(writable, message);
    this.changed();
  }

  /** Everybody's steps in order. They go in by author, since collab recognises its own only at the front. */
  private receive(made: Made[], version: number): void {
    if (getVersion(this.view.state) + made.length !== version) return this.channel.restart();
    for (const { client, steps } of byAuthor(made, this.view.state.schema)) {
      const before = this.view.state;
      if (client === this.client && !isNext(steps, before)) return this.startAnew();
      this.places.passed(client, steps.map((step) => step.getMap()));
      const transaction = receiveTransaction(before, steps, steps.map(() => client), { mapSelectionBackward: true });
      this.view.dispatch(transaction.setMeta(MADE_BY, client));
      if (client !== this.client) this.offer(wordsLost(before, this.view.state));
    }
    if (made.some((one) => one.batch === this.inFlight)) {
      clearTimeout(this.answerTimer);
      this.inFlight = null;
    }
    if (!this.unsaved()) this.keep();
    this.send();
    this.tell();
  }

  /** The draft of this tab knows which of its steps are done, whatever they became: a new page goes on from it. */
  private startAnew(): void {
    this.keep();
    if (this.kept && mayReload()) return location.reload();
    this.giveUp();
  }

  /** Put what closed or crashed tabs had not got through onto the newest text, as this tab's own steps. */
  private recover(made: Made[]): void {
    const readable = this.orphans.filter((draft) => this.isReadable(draft));
    if (readable.length === 0) return;
    const transaction = this.view.state.tr;
    const lost = rebaseDrafts(transaction, readable, made, this.helloVersion);
    this.view.dispatch(transaction);
    this.offer(...lost);
    this.orphans = this.orphans.filter((draft) => !readable.includes(draft));
    this.keep();
    if (this.kept) readable.forEach((draft) => this.drafts.drop(draft.client));
  }

  /** Can its steps still be put onto the text? What is too far behind for that is offered for copying. */
  private isReadable(draft: Draft): boolean {
    return draft.schema === this.settings.schema && getVersion(this.view.state) - draft.version <= FURTHEST_BEHIND;
  }

  private permit(writable: boolean, message: string): void {
    if (writable && this.welcomed && this.orphans.some((draft) => this.isReadable(draft))) return this.channel.restart();
    this.writable = writable && this.settings.editable && !this.unfit;
    if (this.writable) this.events.writable(this.unsent());
    else this.events.stopped(this.unfit ? this.events.unfit() : message, this.unsent());
    this.send();
    this.tell();
  }

  /** Somebody deleted or moved the place that these words were typed into: they are there to be copied. */
  private offer(...words: string[]): void {
    const lost = words.filter(Boolean);
    this.displaced.push(...lost);
    if (lost.length > 0 && this.writable) this.events.writable(this.unsent());
  }

  /** Text that cannot be sent: words that lost their place, of drafts that are too old or came too late, and of this tab once it may not write. */
  private unsent(): string {
    const orphaned = this.orphans.map((draft) => wordsOf(draft.steps));
    const own = !this.writable && this.unsaved() ? this.view.state.doc.textBetween(0, this.view.state.doc.content.size, "\n\n") : "";
    return [...this.displaced, ...orphaned, own].filter(Boolean).join("\n\n");
  }
}
