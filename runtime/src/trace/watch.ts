/**
 * The watcher: a thread of its own, which sees that the event loop is late, asks what is running, and writes the
 * recording. The main thread is not needed for any of that, so that it is done also when that is stuck, or killed.
 */
import { Session } from 'node:inspector';
import { parentPort, workerData } from 'node:worker_threads';
import type { Frame } from './frames.ts';
import { type Blocks, Cell, Memory, STALL_RING, Time } from './memory.ts';
import type { Site } from './recorder.ts';
import { type Identity, Snapshots } from './snapshot.ts';
import { type Sample, Stalls } from './stalls.ts';
import { write } from './write.ts';

export interface WatcherData {
  readonly blocks: Blocks;
  readonly names: readonly string[];
  readonly identity: Identity;
  /** When the clock of the main thread was zero. */
  readonly origin: number;
}

/** A place that is new, one whose figures are an estimate from now on, or the end. */
export type WatcherMessage = { readonly site: Site } | { readonly estimated: number } | 'end';

/** Milliseconds between two looks at the main thread. */
const TICK = 10;

/** How late the event loop has to be before it is asked what it does, and then again when it is twice as late. */
const LATE = 20;
const LAST_SAMPLE = 10_000;

/** Milliseconds between two writes. At first they are closer: many processes live for less than a second. */
const WRITE = 1000;
const FIRST_WRITE = 50;

/** The name under which the main thread answers. */
const QUESTION = 'process[Symbol.for("to-thread.trace")]()';

const { blocks, names, identity, origin } = workerData as WatcherData;
const memory = new Memory(names.length, blocks);
const snapshots = new Snapshots(identity, memory, names);
const sites: Site[] = [];
const estimated = new Set<number>();
const stalls = new Stalls();
let samples: Seen[] = [];
let session: Session | undefined;
let nextSample = LATE;
let stallsSeen = 0;
let lastTick = now();
/** Times at which this thread was late itself, so that the machine was. */
let pauses: { readonly from: number; readonly to: number }[] = [];
let writtenAt = now();
let interval = FIRST_WRITE;
let written = '';

parentPort?.on('message', (message: WatcherMessage) => {
  if (message === 'end') end();
  else if ('site' in message) sites.push(message.site);
  else estimated.add(message.estimated);
});
setInterval(tick, TICK);
Atomics.store(memory.cells, Cell.watching, 1);

function tick(): void {
  const at = now();
  if (at - lastTick > 2 * TICK) pauses = [...pauses.slice(-9), { from: lastTick, to: at }];
  lastTick = at;
  collect();
  look(at);
  if (at - writtenAt >= interval) save(at, false);
}

/** Asks what is running if the event loop has not come round for long. */
function look(at: number): void {
  const beat = memory.times[Time.beat] ?? 0;
  const late = at - beat - TICK;
  if (beat === 0 || Atomics.load(memory.cells, Cell.debugged) === 1) return;
  if (late < LATE) {
    nextSample = LATE;
  } else if (late >= nextSample && session === undefined) {
    nextSample = Math.min(2 * late, late + LAST_SAMPLE);
    ask(at);
  }
}

/** Notes what is running: by the place that the main thread has left, or by asking it. */
function ask(at: number): void {
  const running = (memory.cells[Cell.inFunction] ?? 0) - 1;
  const site = sites[(memory.cells[Cell.inSite] ?? 0) - 1];
  const sample: Seen = {
    at,
    loading: false,
    stack: site?.stack ?? [],
    ...(running >= 0 && { function: running }),
  };
  samples = [...samples.slice(-31), sample];
  if (!site) interrupt(sample);
}

/**
 * The question interrupts JavaScript that runs, and waits for what is not JavaScript. The session is closed at once: the
 * process would wait for one at its end.
 */
function interrupt(sample: Seen): void {
  const asking = new Session();
  session = asking;
  const close = (): void => {
    if (session !== asking) return;
    session = undefined;
    asking.disconnect();
  };
  try {
    asking.connectToMainThread();
    asking.post(
      'Runtime.evaluate',
      { expression: QUESTION, silent: true, returnByValue: true },
      (error, answer) => {
        close();
        const value: unknown = error ? undefined : answer.result.value;
        if (typeof value === 'string') Object.assign(sample, JSON.parse(value) as Answer);
      },
    );
  } catch {
    // Built without an inspector, or not allowed to use it.
    close();
  }
}

/** A sample, and whether code was being loaded. */
type Seen = Sample & { readonly loading: boolean };

interface Answer {
  readonly stack: readonly Frame[];
  readonly loading: boolean;
}

/** Takes the stalls that the main thread has noticed, with what was seen in the middle of them. */
function collect(): void {
  const total = Atomics.load(memory.cells, Cell.stalls);
  // A question that is not answered yet belongs to one of them.
  if (total === stallsSeen || session !== undefined) return;
  for (let index = Math.max(stallsSeen, total - STALL_RING); index < total; index++) {
    const slot = (index % STALL_RING) * 3;
    const [at = 0, duration = 0, cpu = 0] = memory.ring.subarray(slot, slot + 3);
    const within = samples.filter((sample) => sample.at >= at && sample.at <= at + duration);
    const loading = within.some((sample) => sample.loading);
    const isStartUp = loading && memory.cells[Cell.started] !== 1;
    if (!isStartUp && !wasPaused(at, duration, cpu)) {
      stalls.add({ at, duration, cpu, loading, samples: within.map(plain) });
    }
  }
  stallsSeen = total;
  samples = [];
}

/** The stalls, with the one that the main thread is in, and may never come out of. */
function soFar(at: number): Stalls {
  const beat = memory.times[Time.beat] ?? 0;
  const duration = at - beat - TICK;
  const within = samples.filter((sample) => sample.at >= beat);
  const loading = within.some((sample) => sample.loading);
  if (beat === 0 || duration < LATE || within.length === 0) return stalls;
  if (loading && memory.cells[Cell.started] !== 1) return stalls;
  // Its CPU time is known to the main thread alone.
  return stalls.including({ at: beat, duration, cpu: 0, loading, samples: within.map(plain) });
}

function plain({ at, stack, function: running }: Sample): Sample {
  return { at, stack, ...(running !== undefined && { function: running }) };
}

/** Whether nothing ran in that time because the whole machine did not, or had no time for this process. */
function wasPaused(at: number, duration: number, cpu: number): boolean {
  const missing = pauses
    .map(({ from, to }) => Math.min(to, at + duration) - Math.max(from, at))
    .reduce((sum, overlap) => sum + Math.max(0, overlap), 0);
  return missing > 0.8 * duration && cpu < 0.2 * duration;
}

function save(at: number, ended: boolean): void {
  writtenAt = at;
  interval = Math.min(2 * interval, WRITE);
  const recording = snapshots.take(sites, estimated, ended ? stalls : soFar(at), at, ended);
  const { functions, calls, stalls: all, running } = recording;
  const content = JSON.stringify([functions, calls.length, all.total, running?.since]);
  // As long as nothing happens there is nothing to write, nor to say.
  const isEmpty = functions.length === 0 && all.count === 0 && !running;
  if (!ended && (content === written || isEmpty)) return;
  written = content;
  write(identity.folder, recording);
}

function end(): void {
  session?.disconnect();
  session = undefined;
  collect();
  save(now(), true);
  Atomics.store(memory.cells, Cell.done, 1);
  Atomics.notify(memory.cells, Cell.done);
}

function now(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6 - origin;
}
