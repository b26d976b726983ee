/** Steps made on an older version, put onto the newest document. */
import type { Transaction } from "prosemirror-state";
import { Mapping, type Step, type StepMap } from "prosemirror-transform";

/** Something that happened meanwhile; `own` when it is the next of the very steps that are put forward. */
export interface Happened {
  map: StepMap;
  own: boolean;
}

/** Adds what is still to be done of `steps`: those among `over` already are, those whose place is gone cannot be. */
export function rebaseOnto(transaction: Transaction, steps: Step[], over: Happened[]): void {
  const inverse = (index: number) => steps.length - 1 - index; // where a step's undoing stands in the mapping
  const mapping = new Mapping(steps.map((step) => step.getMap().invert()).reverse());
  let done = 0;
  for (const { map, own } of over) mapping.appendMap(map, own && done < steps.length ? inverse(done++) : undefined);
  for (let index = done; index < steps.length; index++) {
    const mapped = steps[index]!.map(mapping.slice(inverse(index) + 1));
    if (mapped && !transaction.maybeStep(mapped).failed) mapping.appendMap(mapped.getMap(), inverse(index));
  }
}
