/** Steps made on an older version, put onto the newest document. */
import type { Transaction } from "prosemirror-state";
import { Mapping, Step, type StepMap } from "prosemirror-transform";
import type { Draft } from "./drafts";

/** A step as the server tells it. */
export interface Made {
  client: string;
  batch: string;
  author: number;
  step: unknown;
}

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

/** Adds what is still to be done of every draft. `made` is what the server has since the version `since`. */
export function rebaseDrafts(transaction: Transaction, drafts: Draft[], made: Made[], since: number): void {
  const parse = (body: unknown) => Step.fromJSON(transaction.doc.type.schema, body as object);
  for (const draft of drafts) {
    const missed = made.slice(draft.version - since);
    const over = missed.map((one) => ({ map: parse(one.step).getMap(), own: one.client === draft.client }));
    const added = transaction.mapping.maps.map((map) => ({ map, own: false }));
    rebaseOnto(transaction, draft.steps.map(parse), [...over, ...added]);
  }
}
