/** Steps made on an older version, put onto the newest document. */
import { sendableSteps } from "prosemirror-collab";
import type { Schema } from "prosemirror-model";
import type { EditorState, Transaction } from "prosemirror-state";
import { Mapping, Step, type StepMap } from "prosemirror-transform";
import { wordsOf, type Draft } from "./drafts";

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

/** Adds what is still to be done of `steps`: those among `over` already are. Gives those whose place is gone. */
export function rebaseOnto(transaction: Transaction, steps: Step[], over: Happened[]): Step[] {
  const inverse = (index: number) => steps.length - 1 - index; // where a step's undoing stands in the mapping
  const mapping = new Mapping(steps.map((step) => step.getMap().invert()).reverse());
  const lost: Step[] = [];
  let done = 0;
  for (const { map, own } of over) mapping.appendMap(map, own && done < steps.length ? inverse(done++) : undefined);
  for (let index = done; index < steps.length; index++) {
    const mapped = steps[index]!.map(mapping.slice(inverse(index) + 1));
    if (mapped && !transaction.maybeStep(mapped).failed) mapping.appendMap(mapped.getMap(), inverse(index));
    else lost.push(steps[index]!);
  }
  return lost;
}

/**
 * Adds what is still to be done of every draft. `made` is what the server has since the version `since`. Gives the
 * words of the steps whose place is gone.
 */
export function rebaseDrafts(transaction: Transaction, drafts: Draft[], made: Made[], since: number): string[] {
  const parse = (body: unknown) => Step.fromJSON(transaction.doc.type.schema, body as object);
  return drafts.map((draft) => {
    const missed = made.slice(draft.version - since);
    const over = missed.map((one) => ({ map: parse(one.step).getMap(), own: one.client === draft.client }));
    const added = transaction.mapping.maps.map((map) => ({ map, own: false }));
    return wordsOf(rebaseOnto(transaction, draft.steps.map(parse), [...over, ...added]).map((step) => step.toJSON()));
  });
}

/** The words that were to be sent before others' steps came in, and whose place these have taken away. */
export function wordsLost(before: EditorState, after: EditorState): string {
  const [was, is] = [sendableSteps(before), sendableSteps(after)];
  const left = (origin: unknown) => is?.origins.filter((one) => one === origin).length ?? 0;
  const had = (origin: unknown) => was!.origins.filter((one) => one === origin).length;
  const lost = was?.steps.filter((_, index) => left(was.origins[index]) < had(was.origins[index])) ?? [];
  return wordsOf(lost.map((step) => step.toJSON()));
}

/** Everybody's steps in runs of one author each, in order. */
export function byAuthor(made: Made[], schema: Schema): { client: string; steps: Step[] }[] {
  const runs: { client: string; steps: Step[] }[] = [];
  for (const { client, step } of made) {
    if (runs.at(-1)?.client !== client) runs.push({ client, steps: [] });
    runs.at(-1)!.steps.push(Step.fromJSON(schema, step as object));
  }
  return runs;
}

/** The server puts late steps forward as the editor does; are these what the next unsent ones have become here? */
export function isNext(steps: Step[], state: EditorState): boolean {
  const own = sendableSteps(state)?.steps ?? [];
  return steps.every((step, index) => own[index] !== undefined && JSON.stringify(step) === JSON.stringify(own[index]));
}
