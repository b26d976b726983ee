/** Brings the page's toolbar to life: one stop for Tab, arrows inside, pressed buttons told. */
import { Plugin, type EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { inside, type Actions } from "./commands";
import { afterPaint } from "./after-paint";

type Control = HTMLButtonElement | HTMLSelectElement;

export function toolbar(element: HTMLElement, actions: Actions): Plugin {
  return new Plugin({
    props: { handleKeyDown: (_view, event) => event.altKey && event.key === "F10" && enter(element) },
    view(view) {
      const bar = new Toolbar(element, actions, view);
      const showing = afterPaint(() => bar.update(view.state));
      return { update: showing.ask, destroy: showing.forget };
    },
  });
}

function tell(button: HTMLElement, attribute: string, value: boolean): void {
  if (button.getAttribute(attribute) !== String(value)) button.setAttribute(attribute, String(value));
}

/** From the text to the toolbar; Escape leads back. */
function enter(element: HTMLElement): boolean {
  element.querySelector<HTMLElement>("[tabindex='0']")?.focus();
  return true;
}

/** An open list of buttons stands below the button that opened it, inside the window; its first button has the focus. */
function placeBelowItsButton(list: HTMLElement): void {
  const opener = document.querySelector<HTMLElement>(`[popovertarget="${list.id}"]`)!;
  list.addEventListener("toggle", (event) => {
    if ((event as ToggleEvent).newState !== "open") return;
    const { left, bottom } = opener.getBoundingClientRect();
    list.style.top = `${bottom + 4}px`;
    list.style.left = `${Math.max(8, Math.min(left, innerWidth - list.offsetWidth - 8))}px`;
    list.querySelector("button")?.focus();
  });
}

class Toolbar {
  private readonly controls: Control[];

  constructor(
    private readonly element: HTMLElement,
    private readonly actions: Actions,
    private readonly view: EditorView,
  ) {
    this.controls = [...element.querySelectorAll<Control>("button, select")];
    element.addEventListener("keydown", (event) => this.walk(event));
    element.addEventListener("focusin", (event) => this.stopAt(event.target as Control));
    element.addEventListener("mousedown", (event) => (event.target as Element).closest("button") && event.preventDefault());
    element.addEventListener("click", (event) => {
      const pressed = (event.target as Element).closest<HTMLButtonElement>("button[data-action]");
      if (!pressed || pressed.getAttribute("aria-disabled") === "true") return;
      pressed.closest<HTMLElement>("[popover]")?.hidePopover();
      this.run(pressed.dataset.action!);
    });
    element.querySelectorAll<HTMLElement>("[popover]").forEach(placeBelowItsButton);
    element.addEventListener("change", (event) => this.run((event.target as HTMLSelectElement).value));
    this.update(view.state);
  }

  update(state: EditorState): void {
    const inTable = inside(state, state.schema.nodes.table_figure!);
    this.element.querySelectorAll<HTMLElement>("[data-in-table]").forEach((group) => (group.hidden = !inTable));
    for (const control of this.controls) {
      if (control instanceof HTMLSelectElement) this.showStyle(control, state);
      else this.showButton(control, state);
    }
    this.keepOneStop();
  }

  /** Tab reaches exactly one control, also after the bar was shown or the control that held the stop went away. */
  private keepOneStop(): void {
    const visible = this.visible();
    if (visible.length > 0 && !visible.some((control) => control.tabIndex === 0)) this.stopAt(visible[0]!);
  }

  private showStyle(select: HTMLSelectElement, state: EditorState): void {
    const current = [...select.options].find((option) => this.actions[option.value]?.isOn?.(state));
    select.value = current?.value ?? select.options[0]!.value;
    select.disabled = !this.view.editable;
  }

  private showButton(button: HTMLButtonElement, state: EditorState): void {
    const action = this.actions[button.dataset.action!];
    if (!action) return;
    if (action.isOn) tell(button, "aria-pressed", action.isOn(state));
    tell(button, "aria-disabled", !this.view.editable || !action.run(state, undefined, this.view));
  }

  private run(name: string): void {
    if (!this.view.editable) return;
    this.view.focus();
    this.actions[name]?.run(this.view.state, this.view.dispatch, this.view);
  }

  private visible(): Control[] {
    return this.controls.filter((control) => !control.closest("[hidden], [popover]") && !control.disabled);
  }

  private stopAt(target: Control): void {
    for (const control of this.controls) control.tabIndex = control === target ? 0 : -1;
  }

  private walk(event: KeyboardEvent): void {
    const list = (event.target as Element).closest<HTMLElement>("[popover]");
    if (event.key === "Escape") return list ? undefined : this.view.focus(); // the list closes by itself
    const visible = list ? [...list.querySelectorAll<Control>("button")] : this.visible();
    const at = visible.indexOf(event.target as Control);
    const last = visible.length - 1;
    const [onward, back] = [at === last ? 0 : at + 1, at <= 0 ? last : at - 1];
    const places: Record<string, number> = { ArrowRight: onward, ArrowLeft: back, Home: 0, End: last };
    if (list) Object.assign(places, { ArrowDown: onward, ArrowUp: back });
    const next = visible[places[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}
