/** Findings about the text are kept by block: a key changes one block, and the others need not be read again. */
import type { Node } from "prosemirror-model";

/** The same function, which reads a block once: a block that changes is another node. */
export function perBlock<Found>(read: (block: Node) => Found): (block: Node) => Found {
  const known = new WeakMap<Node, Found>();
  return (block) => {
    if (!known.has(block)) known.set(block, read(block));
    return known.get(block)!;
  };
}
