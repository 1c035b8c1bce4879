/** One process of `work.mjs`, run in one of the ways to find out what blocks. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const work = fileURLToPath(new URL('work.mjs', import.meta.url));
const preload = fileURLToPath(new URL('../../dist/trace/preload.cjs', import.meta.url));

/** Options of Node, by the way that they are. */
export const ways: Readonly<Record<string, readonly string[]>> = {
  nothing: [],
  'to-thread': ['--require', preload],
  '--trace-sync-io': ['--trace-sync-io'],
  'trace events': ['--trace-event-categories', 'node.fs.sync'],
  'CPU profile, 1 ms': ['--cpu-prof', '--cpu-prof-interval', '1000'],
};

/** Milliseconds between the start of a process and what is measured. */
const SETTLE = 500;

/** Whose CPU time: that of the main thread, or of the whole process. */
export type Whose = 'main' | 'all';

interface Answer {
  readonly main?: number;
  readonly all?: number;
  readonly port?: number;
}

/** Microseconds of CPU time that a short call takes. */
export function callTime(way: string, whose: Whose, calls: number): Promise<number> {
  return using(way, async (child) => {
    const { [whose]: time = NaN } = await answerTo(child, { ask: 'call', calls });
    return time / calls;
  });
}

/** Microseconds of CPU time that the server takes for a request, of several clients at once. */
export function requestTime(way: string, whose: Whose, requests: number): Promise<number> {
  return using(way, async (child, port) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 8 });
    const burst = async (count: number): Promise<void> => {
      for (let done = 0; done < count; done += 8) {
        await Promise.all(Array.from({ length: 8 }, () => request(agent, port)));
      }
    };
    // Compiled by now.
    await burst(requests / 2);
    await answerTo(child, { ask: 'start' });
    await burst(requests);
    const { [whose]: time = NaN } = await answerTo(child, { ask: 'read' });
    agent.destroy();
    return time / requests;
  });
}

async function using(
  way: string,
  measure: (child: ChildProcess, port: number) => Promise<number>,
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'to-thread-bench-'));
  const child = fork(work, {
    execArgv: [...(ways[way] ?? [])],
    cwd: folder,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  try {
    const [{ port = 0 }] = (await once(child, 'message')) as [Answer];
    // What starts beside the program has started by then.
    await setTimeout(SETTLE);
    return await measure(child, port);
  } finally {
    const ended = once(child, 'exit');
    child.disconnect();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function answerTo(child: ChildProcess, question: object): Promise<Answer> {
  child.send(question);
  const [answer] = (await once(child, 'message')) as [Answer];
  return answer;
}

function request(agent: Agent, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    get({ agent, port, host: '127.0.0.1' }, (response) => {
      response.resume().once('end', resolve);
    }).once('error', reject);
  });
}
