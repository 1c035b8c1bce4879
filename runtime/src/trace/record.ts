/** Starts the recorder in the main thread of a process. */
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, isLoading } from './frames.ts';
import { Cell, Memory, STALL_RING, Time } from './memory.ts';
import { now, origin, setInterval, stringify, wait } from './node.ts';
import { functionNames, Patch } from './patch.ts';
import { Recorder } from './recorder.ts';
import { type Identity, Snapshots } from './snapshot.ts';
import { Stalls } from './stalls.ts';
import type { WatcherData, WatcherMessage } from './watch.ts';
import { Wrapping } from './wrap.ts';
import { write } from './write.ts';

/** Milliseconds between two beats, and what a beat has to be late by for a stall. */
const BEAT = 10;
const LATE = 20;

/** Beats between two looks at what the program has loaded. */
const LOOK = 50;

/** Milliseconds that the watcher has for its last words; on a busy machine it needs some ten. */
const PATIENCE = 2000;

/** This file, as stack traces name it. */
const own = __filename;

/** Loads a module of Node when it is needed. */
const load: (module: string) => unknown = createRequire(own);

const memory = new Memory(functionNames.length);
const { cells, times, ring } = memory;
const identity = identify();
const recorder = new Recorder(memory, functionNames.length, own, {
  site: (site) => {
    tell({ site });
  },
  estimated: (row) => {
    tell({ estimated: row });
  },
});
const watcher = startWatcher();
const patch = new Patch(new Wrapping(recorder, own), load);

const look = beater();

patch.start();
answerWatcher();
setInterval(look, BEAT).unref();
process.on('exit', end);

function identify(): Identity {
  const {
    TO_THREAD_TRACE_FOLDER: folder,
    TO_THREAD_TRACE_ROOT: root,
    TO_THREAD_TRACE_RUN: run,
  } = process.env;
  const [, main] = process.argv;
  const start = Math.round(Date.now() - now());
  return {
    folder: resolve(folder ?? '.to-thread'),
    root: realPath(root ?? process.cwd()),
    ...(run !== undefined && { run }),
    ...(main !== undefined &&
    !process.execArgv.some((option) => /^(?:-e|--eval|-p|--print|-pe)$/.test(option))
      ? { main: realPath(main) }
      : {}),
    process: { id: process.pid, parent: process.ppid, node: process.version, platform: process.platform },
    start,
  };
}

/** Modules are known by their real paths. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/** A thread without the options and the preloads of the program, and which nobody waits for. */
function startWatcher(): Worker | undefined {
  const workerData: WatcherData = {
    blocks: memory.blocks,
    names: functionNames,
    identity,
    origin,
  };
  // Without options of its own it would be free of the permissions that the process is under.
  const { permission } = process as { permission?: unknown };
  try {
    const worker = new Worker(join(__dirname, 'watch.cjs'), {
      ...(permission === undefined && { execArgv: [], env: {} }),
      ...{ workerData, stdin: false, stdout: true, stderr: true, trackUnmanagedFds: false },
    });
    worker.on('error', () => {
      // What the main thread has is written by itself at the end.
      Atomics.store(cells, Cell.watching, 0);
    });
    worker.unref();
    return worker;
  } catch {
    return undefined;
  }
}

function tell(message: WatcherMessage): void {
  watcher?.postMessage(message);
}

/** What the watcher asks when the event loop is late. */
function answerWatcher(): void {
  const answer = (): string => {
    const { isWithin } = recorder;
    recorder.isWithin = true;
    const text = stringify({ stack: describe(answer, own), loading: isLoading(answer) });
    recorder.isWithin = isWithin;
    return text;
  };
  Object.defineProperty(process, Symbol.for('to-thread.trace'), { value: answer, configurable: true });
}

/** Tells the time whenever the event loop comes round, and how long it has been away. */
function beater(): () => void {
  let last = 0;
  let lastCpu = 0;
  let beats = 0;
  return () => {
    const at = now();
    const cpu = cpuTime();
    if (last > 0 && at - last - BEAT >= LATE) {
      const total = cells[Cell.stalls] ?? 0;
      ring.set([last, at - last - BEAT, cpu - lastCpu], (total % STALL_RING) * 3);
      Atomics.store(cells, Cell.stalls, total + 1);
    }
    last = at;
    lastCpu = cpu;
    times[Time.beat] = at;
    if (beats++ % LOOK === 0) {
      patch.loaded();
      cells[Cell.debugged] = isDebugged() ? 1 : 0;
    }
  };
}

/** Of this thread, where Node can tell. */
const { threadCpuUsage, cpuUsage } = process as {
  threadCpuUsage?: typeof process.cpuUsage;
  cpuUsage: typeof process.cpuUsage;
};
const usage = (threadCpuUsage ?? cpuUsage).bind(process);

function cpuTime(): number {
  const { user, system } = usage();
  return (user + system) / 1000;
}

function isDebugged(): boolean {
  try {
    return (load('node:inspector') as { url(): string | undefined }).url() !== undefined;
  } catch {
    // Built without it.
    return false;
  }
}

/** The watcher knows more, as long as it is there. */
function end(): void {
  recorder.isWithin = true;
  // The event loop comes round no more, and may have been away until now.
  look();
  if (watcher && Atomics.load(cells, Cell.watching) === 1) {
    tell('end');
    if (wait(cells, Cell.done, 0, PATIENCE) !== 'timed-out') return;
  }
  const snapshots = new Snapshots(identity, memory, functionNames);
  write(identity.folder, snapshots.take(recorder.sites, recorder.estimated, new Stalls(), now(), true));
}
