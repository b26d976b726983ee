/** How much is sent at once. */
import type { Step } from "prosemirror-transform";

const MAX_BATCH = 900_000; // characters; the server takes a megabyte
const MAX_STEPS = 5000;

/** As many of the steps as one message holds; none when already the first one is too large. */
export function fitting(steps: readonly Step[]): unknown[] {
  const bodies: unknown[] = [];
  let size = 0;
  for (const step of steps) {
    const body = step.toJSON() as unknown;
    size += JSON.stringify(body).length;
    if (size > MAX_BATCH || bodies.length === MAX_STEPS) break;
    bodies.push(body);
  }
  return bodies;
}
