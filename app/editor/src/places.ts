/** Where places of the text at an earlier version are now, in this tab. */
import { getVersion, sendableSteps } from "prosemirror-collab";
import type { EditorState } from "prosemirror-state";
import type { StepMap } from "prosemirror-transform";

const REMEMBERED = 500; // steps

export class Places {
  private steps: { map: StepMap; client: string }[] = [];

  /** Steps that the server has; to be told in order. */
  passed(client: string, maps: readonly StepMap[]): void {
    this.steps.push(...maps.map((map) => ({ map, client })));
    this.steps.splice(0, this.steps.length - REMEMBERED);
  }

  /**
   * A place that `client` saw at the server's `version`. What that client typed there itself stands before it, what
   * others typed after it. "later" when this tab has not got that far yet, null when it has forgotten.
   */
  now(state: EditorState, version: number, place: number, client: string): number | "later" | null {
    const behind = getVersion(state) - version;
    if (behind < 0) return "later";
    if (behind > this.steps.length) return null;
    const passed = behind === 0 ? [] : this.steps.slice(-behind);
    let found = place;
    for (const step of passed) found = step.map.map(found, step.client === client ? 1 : -1);
    for (const step of sendableSteps(state)?.steps ?? []) found = step.getMap().map(found, -1);
    return Math.min(found, state.doc.content.size);
  }
}
