/** Types at a steady pace into one block, and notes when letters were typed and when others' were seen. */
import type { Writer } from "./writer";

const clock = (): number => performance.timeOrigin + performance.now();
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

export class Typist {
  private readonly typed: number[] = [];
  private readonly seen = new Map<number, number[]>();

  constructor(
    private readonly writer: Writer,
    private readonly block: number,
  ) {
    writer.watch = () => this.look();
  }

  async type(rate: number, seconds: number): Promise<void> {
    const step = 1000 / rate;
    const start = clock() + Math.random() * step;
    for (let number = 0; number < rate * seconds; number++) {
      await pause(Math.max(0, start + number * step - clock()));
      this.typed.push(clock());
      this.writer.type(number % 6 === 5 ? " " : "a", this.block);
    }
  }

  /** When the nth letter of a block was typed here, and was first to be seen here; by the block's place. */
  times(): { block: number; typed: number[]; seen: Record<number, number[]> } {
    return { block: this.block, typed: this.typed, seen: Object.fromEntries(this.seen) };
  }

  private look(): void {
    const at = clock();
    this.writer.state.doc.forEach((node, _, index) => {
      const moments = this.seen.get(index) ?? [];
      while (moments.length < node.content.size) moments.push(at);
      this.seen.set(index, moments);
    });
  }
}
