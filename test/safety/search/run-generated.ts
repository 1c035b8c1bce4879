import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import process from 'node:process';
import { compileFunction } from 'node:vm';
import type { Choose } from './choices.ts';
import { Calls, type Client, describeError } from './client.ts';
import { EventLoop } from './event-loop.ts';
import type { Round } from './generated-program.ts';
import { toThreadIn } from './worker-threads.ts';

/** A program that can be started again and again; each start has state of its own. */
export type Start = (world: World) => Exports;

type Exports = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/** What a program finds around it. */
interface World {
  readonly require: (name: string) => unknown;
  readonly exports: Exports;
  readonly fetch: (argument: unknown) => Promise<unknown>;
  readonly setTimeout: (callback: () => void) => void;
  readonly console: { readonly log: (value: unknown) => void };
}

/** The files that there are when a program starts. */
const FILES: Readonly<Record<string, string>> = { a: '1', f0: '2' };

const WORLD = ['require', 'exports', 'fetch', 'setTimeout', 'console'] as const;

export function compile(text: string): Start {
  const run = compileFunction(text, [...WORLD]) as (...values: unknown[]) => void;
  return (world) => {
    run(...WORLD.map((name) => world[name]));
    return world.exports;
  };
}

/** Runs a program in the current folder, which it has for itself, and tells all that can be seen of the run. */
export async function runGenerated(
  start: Start,
  rounds: readonly Round[],
  client: Client,
  choose: Choose,
): Promise<string> {
  const loop = new EventLoop(choose);
  const printed: string[] = [];
  let crash: string | undefined;
  const onRejection = (reason: unknown): void => {
    crash ??= describeError(reason);
  };
  process.on('unhandledRejection', onRejection);
  putFiles();
  const exports = start(worldOf(loop, printed));
  const box = { value: 0 };
  const names = Object.keys(exports).filter((name) => name !== 'snapshot');
  const calls = new Calls(loop, ({ callee, argument }) =>
    exports[names[callee % names.length] ?? '']?.(argument, box),
  );
  if (client === 'any order') calls.startInAnyOrder(rounds, choose);
  else {
    loop.add(() => {
      calls.startInOrder(rounds);
    });
  }
  await loop.run(() => crash !== undefined);
  process.off('unhandledRejection', onRejection);
  if (crash !== undefined) return `crashed: ${crash}`;
  return JSON.stringify({
    results: calls.results,
    files: takeFiles(),
    state: exports['snapshot']?.(),
    box,
    printed: printed.sort(),
  });
}

function worldOf(loop: EventLoop, printed: string[]): World {
  const later = (act: () => void): void => {
    loop.add(act);
  };
  const modules: Readonly<Record<string, unknown>> = {
    'node:fs': fs,
    'node:child_process': {
      spawn: () => {
        const child = new EventEmitter();
        later(() => child.emit('exit', 0));
        return child;
      },
    },
    'node:timers/promises': { setTimeout: () => new Promise<void>(later) },
    'to-thread': { toThread: toThreadIn(loop) },
  };
  return {
    require: (name) => modules[name],
    exports: {},
    fetch: (argument) =>
      new Promise((resolve, reject) => {
        later(() => {
          if (argument === 1) reject(new Error('refused'));
          else resolve(argument);
        });
      }),
    setTimeout: later,
    console: { log: (value) => printed.push(String(value)) },
  };
}

/** Makes the folder what it is at the start of each run; most runs leave most of it as it was. */
function putFiles(): void {
  const found = takeFiles();
  for (const name of Object.keys(found)) if (!(name in FILES)) fs.rmSync(name);
  for (const [name, text] of Object.entries(FILES)) if (found[name] !== text) fs.writeFileSync(name, text);
}

function takeFiles(): Record<string, string> {
  const names = fs.readdirSync('.').sort();
  return Object.fromEntries(names.map((name) => [name, fs.readFileSync(name, 'utf8')]));
}
