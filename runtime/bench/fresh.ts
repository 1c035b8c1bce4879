import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Measure } from './child.ts';
import type { Pool } from './contenders.ts';
import { interleave, TIME_LIMIT } from './measure.ts';
import { poolNames, type Heading, type Result } from './scenarios.ts';
import { withFile } from './with-file.ts';

/** What takes a new process for every figure. */
export const fresh: readonly (() => Promise<Result>)[] = [
  stallWhileReading,
  coldStart,
  memory,
  memoryOfTexts,
  keepingOrder,
];

function stallWhileReading(): Promise<Result> {
  const heading: Heading = {
    title: 'longest stall while 200 × 1 MiB are read',
    unit: 'ms',
    reference: 'piscina',
    target: 0.5,
  };
  return withFile(1024 * 1024, async (path) => ({
    ...heading,
    ...(await interleave(
      ofPools((name) => inChild('stall', name, path)),
      9,
    )),
  }));
}

/** A process that makes one call: from before the import to the result. No pool can be faster than the bare worker. */
async function coldStart(): Promise<Result> {
  const subjects = ofPools((name) => inChild('cold', name));
  const measured = await interleave({ ...subjects, 'a bare worker': () => inChild('bare') }, 21);
  const title = 'first call of a process, import included';
  return { title, unit: 'ms', reference: 'piscina', target: 0.8, ...measured };
}

async function memory(): Promise<Result> {
  const measured = await interleave(
    ofPools((name) => inChild('memory', name)),
    3,
  );
  return { title: 'memory a worker', unit: 'MiB', reference: 'piscina', ...measured };
}

async function memoryOfTexts(): Promise<Result> {
  const measured = await interleave(
    ofPools((name) => inChild('texts', name)),
    3,
  );
  const title = 'memory for 30 texts of 20 MB behind a busy worker';
  return { title, unit: 'MiB', reference: 'piscina', target: 1.2, ...measured };
}

/** Calls on files are kept in order, and may cost little more for that. */
function keepingOrder(): Promise<Result> {
  return withFile(1024, (path) => {
    const program = fileURLToPath(new URL('order.ts', import.meta.url));
    const { stdout } = spawnSync(process.execPath, ['--no-warnings', program, path], { encoding: 'utf8' });
    const figures = JSON.parse(stdout) as Result['figures'];
    const title = 'keeping order: CPU of a read of 1 KiB';
    return Promise.resolve({
      title,
      unit: 'µs',
      reference: 'order not kept',
      target: 1.05,
      figures,
      failures: {},
    });
  });
}

function ofPools(measure: (name: Pool) => number): Record<string, () => number> {
  return Object.fromEntries(poolNames.map((name) => [name, () => measure(name)]));
}

/** @returns NaN if it failed or hung */
function inChild(what: Measure, name = '', path = ''): number {
  const child = fileURLToPath(new URL('child.ts', import.meta.url));
  const { stdout } = spawnSync(process.execPath, ['--no-warnings', child, what, name, path], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: TIME_LIMIT,
    killSignal: 'SIGKILL',
  });
  return stdout === '' ? NaN : Number(stdout);
}
