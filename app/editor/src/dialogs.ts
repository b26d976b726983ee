/** Dialogs: a way to hold any form in one, and to ask for one text. */

/** A small text button; with a sign, the label is for those who hear it. */
export function button(label: string, sign = ""): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "linkish";
  made.textContent = sign || label;
  if (sign) {
    made.setAttribute("aria-label", label);
    made.title = label;
  }
  return made;
}

/**
 * Opens a dialog with a form. `submitted` gives the result, or undefined to keep it open; a button with `data-answer`
 * gives that. Null when it is left: by Escape, or by a button with `data-close`.
 */
export function openDialog<Result>(
  dialog: HTMLDialogElement,
  submitted: (form: HTMLFormElement, submitter: HTMLElement | null) => Promise<Result | undefined> | Result | undefined,
): Promise<Result | null> {
  const temporary = !dialog.isConnected;
  if (temporary) document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    const ending = new AbortController();
    const end = (result: Result | null) => {
      ending.abort();
      if (dialog.open) dialog.close();
      if (temporary) dialog.remove();
      resolve(result);
    };
    const on = (type: string, listener: (event: any) => void) =>
      dialog.addEventListener(type, listener, { signal: ending.signal });
    on("close", () => end(null));
    on("click", (event: MouseEvent) => {
      const pressed = (event.target as Element).closest<HTMLElement>("[data-close], [data-answer]");
      if (pressed) end((pressed.dataset.answer as Result | undefined) ?? null);
    });
    on("submit", async (event: SubmitEvent) => {
      const form = event.target as HTMLFormElement;
      if (form.method === "get" || form.matches("[data-own]")) return; // not the settings themselves
      event.preventDefault();
      event.stopPropagation();
      const result = await submitted(form, event.submitter);
      if (result !== undefined) setTimeout(() => end(result)); // after the key that sent it, else the text gets it too
    });
  });
}

/** Says something that must not be missed. */
export async function showMessage(text: string, close: string): Promise<void> {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog dialog--small";
  dialog.setAttribute("role", "alertdialog");
  const words = document.createElement("p");
  words.className = "dialog__body";
  words.id = "dialog-message";
  words.textContent = text;
  dialog.setAttribute("aria-labelledby", words.id);
  const foot = document.createElement("div");
  foot.className = "dialog__foot";
  const answer = button(close);
  answer.className = "hds-button hds-button--primary push";
  answer.dataset.close = "";
  foot.append(answer);
  dialog.append(words, foot);
  await openDialog(dialog, () => null);
}

const pageDialog = (id: string) => document.getElementById(id) as HTMLDialogElement;
const field = (dialog: HTMLDialogElement) => dialog.querySelector<HTMLInputElement | HTMLTextAreaElement>("input, textarea")!;

/** Asks one text in a dialog of the page; "" when the button that removes was pressed. */
export async function ask(id: string, value: string, fault: (text: string) => string): Promise<string | null> {
  const dialog = pageDialog(id);
  const input = field(dialog);
  input.value = value;
  input.setCustomValidity("");
  dialog.querySelector<HTMLElement>("[data-answer]")!.hidden = !value;
  return openDialog(dialog, (form) => {
    input.setCustomValidity(fault(input.value.trim()));
    return form.reportValidity() ? input.value.trim() : undefined;
  });
}
