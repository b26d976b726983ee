/** The line that says whether the text is safe. It never says "saved" of anything that is not committed. */
import type { Words } from "./page";
import type { Standing } from "./session";

const QUIET = 500; // ms without typing before "Saving" becomes "Saved": the line does not flicker
const PATIENCE = 1200; // ms without connection before it is worth saying

const MARKS: Record<Standing, string> = { connecting: "here", saving: "writing", saved: "accepted", offline: "late", stopped: "failed" };

export class StateLine {
  private shown: Standing | null = null;
  private timer: number | undefined;
  private wasOffline = false;

  constructor(
    private readonly line: HTMLElement,
    private readonly announcement: HTMLElement,
    private readonly words: Words,
    private readonly language: string,
    private savedAt: Date | null,
  ) {
    line.hidden = false;
  }

  show(standing: Standing, unsaved: boolean, kept: boolean): void {
    clearTimeout(this.timer);
    const waits: Partial<Record<Standing, number>> = { saved: this.shown === "saving" ? QUIET : 0, offline: PATIENCE };
    if (standing === "saved" && this.shown !== "saved" && this.shown !== null && this.shown !== "connecting") this.savedAt = new Date();
    const wait = this.shown === standing ? 0 : (waits[standing] ?? 0);
    if (wait === 0) return this.write(standing, unsaved, kept);
    this.timer = window.setTimeout(() => this.write(standing, unsaved, kept), wait);
  }

  private write(standing: Standing, unsaved: boolean, kept: boolean): void {
    const text = this.text(standing, unsaved, kept);
    this.shown = standing;
    this.line.dataset.standing = standing;
    this.line.querySelector("use")!.setAttribute("href", `#m-${MARKS[standing]}`);
    const words = this.line.querySelector("span")!;
    if (words.textContent !== text) words.textContent = text;
    this.announce(standing, text);
  }

  /** Only losing and regaining the connection is worth interrupting for. */
  private announce(standing: Standing, text: string): void {
    if (standing === "offline" || (standing === "saved" && this.wasOffline)) this.announcement.textContent = text;
    if (standing === "offline" || standing === "saved") this.wasOffline = standing === "offline";
  }

  private text(standing: Standing, unsaved: boolean, kept: boolean): string {
    const { words } = this;
    if (standing === "connecting") return words.connecting;
    if (standing === "saving") return words.saving;
    if (standing === "stopped") return words.unsaved;
    if (standing === "saved") return this.savedAt ? words.saved.replace("%(time)s", this.time(this.savedAt)) : "";
    if (!unsaved) return words.offlineSaved;
    return kept ? words.offlineKept : words.offlineUnkept;
  }

  /** The clock of the wall in Finland, like every other time on the page, wherever the browser thinks it is. */
  private time(moment: Date): string {
    const locale = { fi: "fi-FI", sv: "sv-FI", en: "en-GB" }[this.language] ?? "fi-FI";
    const told = (options: Intl.DateTimeFormatOptions, at: Date) =>
      new Intl.DateTimeFormat(locale, { ...options, timeZone: "Europe/Helsinki" }).format(at);
    const day: Intl.DateTimeFormatOptions = { day: "numeric", month: "numeric", year: "numeric" };
    const isToday = told(day, moment) === told(day, new Date());
    return told(isToday ? { hour: "numeric", minute: "2-digit" } : day, moment);
  }
}
