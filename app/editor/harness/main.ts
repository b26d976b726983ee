/**
 * Many real clients in one page, without a screen: for proofs and benches. Runs on the section's own page, with the
 * page's own script left out. Built by build.mjs beside it; driven through `window.harness` by tests/cowriting/harness.py.
 */
import { textActions } from "../src/commands";
import { readPage } from "../src/page";
import { buildSchema } from "../src/schema";
import { actAtRandom } from "./edits";
import { counted, GOOD_LINE, lossyWebSocket, type Line } from "./lossy";
import { Random } from "./random";
import { Typist } from "./typist";
import { Writer } from "./writer";

const page = readPage()!;
const schema = buildSchema(page.data.schema);
const actions = textActions(schema);
let random = new Random(1);
let line: Line = GOOD_LINE;
const writers: Writer[] = [];
let typists: Typist[] = [];

window.WebSocket = lossyWebSocket({ next: () => random.next(), happens: (p: number) => random.happens(p) } as Random, () => line);

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

const harness = {
  /** Opens so many editors more, named after `name`, and waits until they are at one with the server. */
  async open(name: string, count: number): Promise<void> {
    for (let at = 0; at < count; at++) writers.push(new Writer(page, schema, `${name}-${writers.length}`));
    await harness.calm();
  },

  /** Everybody does `turns` random things on a bad line. Gives how often each thing was done. */
  async fuzz(seed: number, turns: number, bad: Line, breath: number): Promise<Record<string, number>> {
    random = new Random(seed);
    line = bad;
    const done: Record<string, number> = {};
    for (let turn = 0; turn < turns * writers.length; turn++) {
      const name = actAtRandom(random.pick(writers), random, actions);
      done[name] = (done[name] ?? 0) + 1;
      if (random.happens(0.5)) await pause(random.next() * breath);
    }
    line = GOOD_LINE;
    return done;
  },

  /** Waits until everybody has saved, or somebody met a fault. */
  async calm(): Promise<void> {
    while (!writers.every((writer) => writer.isSaved) && !harness.faults().length) await pause(20);
  },

  /** Everybody writes: `rate` letters a second, each in a block of their own from the block `first` on. */
  async type(first: number, rate: number, seconds: number): Promise<void> {
    typists = writers.map((writer, at) => new Typist(writer, first + at));
    await Promise.all(typists.map((typist) => typist.type(rate, seconds)));
  },

  /** Everybody writes words of their own, as fast as one every `breath` ms, until told to stop. */
  async write(prefix: string, breath: number): Promise<void> {
    writing = true;
    for (let number = 0; writing; number++) {
      writers.forEach((writer, at) => writer.type(`${prefix}${at}n${number} `, 0));
      await pause(breath * (0.5 + random.next()));
    }
  },
  stop: () => void (writing = false),

  times: () => typists.map((typist) => typist.times()),
  typed: () => writers.flatMap((writer) => writer.typed),
  acknowledged: () => writers.flatMap((writer) => writer.acknowledged),
  faults: () => writers.flatMap((writer) => writer.faults),
  documents: () => writers.map((writer) => writer.state.doc.toJSON() as unknown),
  versions: () => writers.map((writer) => writer.version),
  standings: () => writers.map((writer) => writer.standing),
  counted,
};
let writing = false;

Object.assign(window, { harness });
