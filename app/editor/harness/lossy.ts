/** A WebSocket on a bad line: late, cut at any moment, some messages sent twice. In order, as TCP keeps it. */
import type { Random } from "./random";

export interface Line {
  delay: number; // ms at most, each way
  cut: number; // probability that a message ends the connection, before or after it went through
  twice: number; // probability that a batch of steps is sent twice
}
export const GOOD_LINE: Line = { delay: 0, cut: 0, twice: 0 };

/** What happened on all lines; a proof that never cut anything proves nothing. */
export const counted = { cuts: 0, doubled: 0, sent: 0 };

/** The class to put in WebSocket's place; `line` is asked at every message. */
export function lossyWebSocket(random: Random, line: () => Line): typeof WebSocket {
  const Real = WebSocket;
  class LossyWebSocket {
    static readonly OPEN = Real.OPEN;
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: unknown }) => void) | null = null;
    onclose: ((event: { code: number }) => void) | null = null;
    private readonly real: WebSocket;
    private deaf = false;
    private out = Promise.resolve();
    private in = Promise.resolve();

    constructor(address: string | URL) {
      this.real = new Real(address);
      this.real.onopen = () => this.arrive(() => this.onopen?.());
      this.real.onmessage = (event) => this.arrive(() => this.onmessage?.({ data: event.data }));
      this.real.onclose = (event) => this.arrive(() => this.onclose?.({ code: event.code }));
    }

    get readyState(): number {
      return this.real.readyState;
    }

    send(data: string): void {
      const isBatch = data.startsWith('{"type":"steps"');
      if (isBatch) counted.sent++;
      this.out = this.out.then(wait).then(() => {
        if (this.real.readyState !== Real.OPEN) return;
        if (random.happens(line().cut)) return this.cut();
        this.real.send(data);
        if (isBatch && random.happens(line().twice)) {
          counted.doubled++;
          this.real.send(data);
        }
        if (random.happens(line().cut)) this.cut(); // the answer is lost
      });
    }

    close(): void {
      this.real.close();
    }

    private arrive(tell: () => void): void {
      this.in = this.in.then(wait).then(() => {
        if (this.deaf) return;
        if (this.real.readyState === Real.OPEN && random.happens(line().cut)) return this.cut();
        tell();
      });
    }

    private cut(): void {
      counted.cuts++;
      this.deaf = true;
      this.real.close();
      this.onclose?.({ code: 1006 });
    }
  }
  const wait = () => (line().delay === 0 ? undefined : new Promise<void>((done) => setTimeout(done, random.next() * line().delay)));
  return LossyWebSocket as unknown as typeof WebSocket;
}
