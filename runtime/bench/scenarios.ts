import { pools, readers, type Contender, type Pool, type Reader } from './contenders.ts';
import { givenArguments, texts } from './arguments.ts';
import { burst, callerCPU, mainThreadCPU, sequential, type Measured } from './measure.ts';

export interface Heading {
  readonly title: string;
  readonly unit: 'µs' | 'ms' | 'MiB';
  /** What the ratios refer to. */
  readonly reference: Pool | Reader | 'order not kept';
  /** The most that `to-thread` may take of the reference's figure. */
  readonly target?: number;
}

/** A figure for each contender. */
export type Result = Heading & Measured;

/** What is measured of contenders that live on from one round to the next. */
export interface Scenario extends Heading {
  readonly contenders: readonly (Pool | Reader)[];
  readonly rounds: number;
  readonly workers: number;
  /** Bytes of the file that is read. */
  readonly fileSize: number;
  readonly measure: (contender: Contender, path: string) => Promise<number>;
}

export const poolNames = Object.keys(pools) as Pool[];
const readerNames = Object.keys(readers) as Reader[];

const among = {
  pools: { contenders: poolNames, reference: 'piscina', unit: 'µs', rounds: 11, fileSize: 0 },
  readers: {
    contenders: [...poolNames, ...readerNames],
    reference: 'fs.promises',
    unit: 'µs',
    rounds: 9,
    workers: 1,
  },
} as const;

/** Functions that are made anew for each call. */
const functionsMade = [
  ['a function made for the call', 'closure'],
  ['one that uses a global variable', 'closureOfGlobal'],
  ['one in a module of 6,000 bindings', 'crowdedClosure'],
] as const;

/** Latency: all threads on one CPU, so that waking one is always equally fast and the software's own cost shows. */
export const pinned: readonly Scenario[] = [
  {
    ...among.pools,
    title: 'no-op, one at a time, 1 worker',
    target: 0.9,
    workers: 1,
    measure: ({ noop }) => sequential(noop, 500),
  },
  {
    ...among.pools,
    title: 'no-op, 64 in flight, 1 worker, one CPU',
    target: 0.2,
    workers: 1,
    measure: ({ noop }) => burst(noop, 64),
  },
  {
    ...among.pools,
    title: "main thread's CPU, 1000 in flight",
    target: 0.25,
    workers: 1,
    measure: ({ noop }) => mainThreadCPU(noop, 1000),
  },
  ...Object.entries(givenArguments).map(([name, argument]): Scenario => ({
    ...among.pools,
    title: `main thread's CPU: ${name} as the argument`,
    target: 1.2,
    workers: 1,
    rounds: 7,
    measure: ({ take }) => callerCPU(() => take(argument()), 10),
  })),
  {
    ...among.pools,
    title: "main thread's CPU: 30 texts of 20 MB behind a busy worker",
    target: 1.2,
    workers: 1,
    rounds: 5,
    measure: behindBusyWorker,
  },
  ...functionsMade.map(([title, made]): Scenario => ({
    ...among.pools,
    title: `main thread's CPU: ${title}`,
    ...(made === 'closure' && { target: 1.2 }),
    workers: 1,
    measure: (contender) => callerCPU(contender[made], 200),
  })),
  {
    ...among.readers,
    title: 'readFileSync of 1 KiB, one at a time',
    target: 0.6,
    fileSize: 1024,
    measure: ({ read }, path) => sequential(() => read(path), 100),
  },
];

/** Throughput, and what an application meets: threads go where the system puts them. */
export const free: readonly Scenario[] = [
  {
    ...among.pools,
    title: 'no-op, 64 in flight, 1 worker',
    target: 0.2,
    workers: 1,
    measure: ({ noop }) => burst(noop, 64),
  },
  {
    ...among.pools,
    title: 'no-op, 1000 in flight, 1 worker',
    workers: 1,
    measure: ({ noop }) => burst(noop, 1000),
  },
  {
    ...among.pools,
    title: 'no-op, 64 in flight, 2 workers',
    workers: 2,
    measure: ({ noop }) => burst(noop, 64),
  },
  {
    ...among.pools,
    title: 'no-op, 1000 in flight, 2 workers',
    target: 0.2,
    workers: 2,
    measure: ({ noop }) => burst(noop, 1000),
  },
  {
    ...among.readers,
    title: 'readFileSync of 64 KiB, one at a time',
    fileSize: 64 * 1024,
    measure: ({ read }, path) => sequential(() => read(path), 50),
  },
  {
    ...among.readers,
    title: 'readFileSync of 1 MiB, one at a time',
    fileSize: 1024 * 1024,
    measure: ({ read }, path) => sequential(() => read(path), 10),
  },
  {
    ...among.readers,
    title: 'readFileSync of 64 MiB, one at a time',
    target: 1,
    fileSize: 64 * 1024 * 1024,
    measure: ({ read }, path) => sequential(() => read(path), 1),
  },
  {
    ...among.pools,
    title: 'last of 63 no-ops behind a call of 200 ms',
    unit: 'ms',
    target: 0.6,
    workers: 2,
    measure: lastBehindLongCall,
  },
];

async function behindBusyWorker({ block, take }: Contender): Promise<number> {
  const all = texts();
  const long = block(50);
  const cpu = await mainThreadCPU(() => Promise.all(all.map(take)), 1);
  await long;
  return cpu;
}

/** 63 no-ops submitted after one call of 200 ms: when does the last of them return? */
async function lastBehindLongCall({ noop, block }: Contender): Promise<number> {
  const start = performance.now();
  const long = block(200);
  await Promise.all(Array.from({ length: 63 }, noop));
  const last = performance.now() - start;
  await long;
  return last;
}
