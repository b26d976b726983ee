/** How much is sent at once. */
import type { sendableSteps } from "prosemirror-collab";
import type { Transaction } from "prosemirror-state";

const MAX_BATCH = 900_000; // characters; the server takes a megabyte
const MAX_STEPS = 5000;

type Sendable = NonNullable<ReturnType<typeof sendableSteps>>;

/**
 * As many steps as one message holds, whole acts only: the text after half of one, a split without its new id, may be
 * one that the server does not take. None when already the first step is too large.
 */
export function fitting({ steps, origins }: Sendable): unknown[] {
  const bodies = steps.map((step) => step.toJSON() as unknown);
  let size = 0;
  let whole = 0; // steps up to the end of the last act that fits
  for (let at = 0; at < bodies.length; at++) {
    if (at > 0 && actOf(origins[at]!) !== actOf(origins[at - 1]!)) whole = at;
    size += JSON.stringify(bodies[at]).length;
    if (size > MAX_BATCH || at === MAX_STEPS) return bodies.slice(0, whole || at); // an act that is larger by itself was made of steps that stand alone
  }
  return bodies;
}

/** What was added to a transaction by the editor's own plugins belongs to the same act. */
const actOf = (transaction: Transaction): unknown => transaction.getMeta("appendedTransaction") ?? transaction;
