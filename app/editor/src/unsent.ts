/** The panel that says why writing stopped, and offers for copying what could not be saved. */
import type { Words } from "./page";

export class UnsentPanel {
  private readonly message: HTMLElement;
  private readonly rescue: HTMLElement;
  private readonly text: HTMLTextAreaElement;

  constructor(
    private readonly element: HTMLElement,
    words: Words,
    discard: () => void,
  ) {
    this.message = element.querySelector("[data-message]")!;
    this.rescue = element.querySelector("[data-rescue]")!;
    this.text = element.querySelector("textarea")!;
    element.querySelector("[data-copy]")!.addEventListener("click", async (event) => {
      this.text.select();
      await navigator.clipboard?.writeText(this.text.value);
      (event.target as HTMLElement).textContent = words.copied;
    });
    element.querySelector("[data-discard]")!.addEventListener("click", () => {
      discard();
      location.reload();
    });
  }

  /** Nothing to say and nothing to rescue hides it. */
  show(message: string, unsent: string): void {
    this.element.hidden = !message && !unsent;
    this.message.textContent = message;
    this.rescue.hidden = !unsent;
    this.text.value = unsent;
  }
}
