/**
 * A contender in a process of its own, which lasts for a whole run: what other pools leave to the garbage collector, and
 * have taught V8, is not its concern. Told the title of a scenario and the path of its file, it answers with the figure
 * of one round, and does nothing until it is told again. `resident.ts <name>`
 */
import { pools, readers, type Contender, type Pool, type Reader } from './contenders.ts';
import { endProcess, round, settle } from './measure.ts';
import { free, pinned } from './scenarios.ts';

export interface Order {
  readonly title: string;
  readonly path: string;
}

const [, , name] = process.argv as [string, string, Pool | Reader];

/** By the number of workers. */
const contenders = new Map<number, Contender>();
/** Titles of the scenarios it is warm for. */
const settled = new Set<string>();

// Nobody waits for figures any more.
process.once('disconnect', endProcess);
process.on('message', ({ title, path }: Order) => {
  void figure(title, path).then(
    (value) => process.send?.(value),
    (error: unknown) => {
      console.error(`${name}, ${title}:`, error);
      process.send?.(null);
    },
  );
});

async function figure(title: string, path: string): Promise<number> {
  const scenario = [...pinned, ...free].find((each) => each.title === title);
  if (!scenario) throw new Error('There is no such scenario.');
  const contender = contenders.get(scenario.workers) ?? (await start(scenario.workers));
  const measure = (): Promise<number> => scenario.measure(contender, path);
  if (!settled.has(title)) await settle(measure);
  settled.add(title);
  return round(measure);
}

async function start(workers: number): Promise<Contender> {
  const contender = name in readers ? readers[name as Reader]() : await pools[name as Pool](workers);
  // All workers are up before anything is measured.
  if (name in pools) await Promise.all(Array.from({ length: workers * 4 }, () => contender.block(20)));
  contenders.set(workers, contender);
  return contender;
}
