/** What can be done about a call, as far as its function tells. The linter knows more: it sees the code around it. */
import { type BlockingFunction, nameOf } from '../trace/blocking-function.ts';
import { blockingFunctions } from '../trace/blocking-functions.ts';
import type { Advice, Figures } from './report.ts';

/** Milliseconds that a call on another thread costs at least. */
const HOP = 0.01;

const known = new Map(blockingFunctions.map((entry) => [nameOf(entry), entry]));

/** Why `toThread` cannot take a function, by how it crosses threads. */
const reasons: Readonly<Record<string, string>> = {
  'in-place': 'It writes into one of its arguments, so it has to move together with the code that uses that.',
  callback: 'It takes a function, which cannot be sent to another thread.',
  instance: 'It takes an object with methods, which cannot be sent to another thread.',
  handle:
    'What it gives belongs to the thread that made it: move the whole work with it into a function of your own, and pass that to `toThread`.',
  'thread-bound': 'It is about the thread that calls it, so it cannot move. Call it where nobody waits.',
};

export function adviceFor(name: string, { longest, p99 }: Pick<Figures, 'longest' | 'p99'>): Advice {
  if (name === 'JSON.parse' || name === 'JSON.stringify') return json(name);
  const entry = known.get(name);
  if (!entry) return { kind: 'change', text: 'Look at the stack for what keeps the event loop.' };
  if (longest < HOP || (entry.cheap && p99 < HOP)) {
    return { kind: 'leave', text: 'It takes less time than a hop to another thread.' };
  }
  const twin = entry.native === undefined ? '' : ` Its asynchronous twin is \`${entry.native}\`.`;
  const reason = reasons[entry.crossing];
  if (reason !== undefined) return { kind: entry.native ? 'suggestion' : 'change', text: `${reason}${twin}` };
  return { kind: entry.lookup ? 'suggestion' : 'fix', text: `${move(entry)}${twin}` };
}

function move(entry: BlockingFunction): string {
  const call = `\`await toThread(${nameOf(entry)}, …)\``;
  return entry.lookup
    ? `In async code the linter suggests ${call}, which pays where the disk is slow.`
    : `In async code \`eslint --fix\` with eslint-plugin-to-thread makes it ${call} where that is safe.`;
}

function json(name: string): Advice {
  return {
    kind: 'change',
    text: `Make it less: read or send a part at a time, or keep what was made. To move it, move the work around it as well: a value that \`${name}\` takes or gives is copied between threads, which costs about as much.`,
  };
}
