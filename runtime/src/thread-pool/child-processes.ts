import { readdirSync, readFileSync, os } from '../node.ts';
import { now } from '../worker/protocol.ts';

/** Linux counts process start times in hundredths of a second. */
const TICKS = 100;

/**
 * Ends the processes that a thread has started since a moment, and all of theirs. A thread that waits for a child
 * process cannot be stopped otherwise. Linux only; elsewhere this does nothing.
 *
 * @param threadId the operating system's id of the thread
 * @param since milliseconds on the clock of `now()`
 */
export function endChildren(threadId: number, since: number): void {
  if (threadId === 0) return;
  const earliest = os().uptime() - (now() - since) / 1000 - 1 / TICKS;
  const children = childrenOf('self', threadId).filter((pid) => startTime(pid) >= earliest);
  for (const child of children) endProcessTree(child);
}

/** Ends a process and, on Linux, all it has started. */
export function endProcessTree(root: number): void {
  for (const pid of withDescendants(root)) kill(pid);
}

function withDescendants(pid: number): number[] {
  const threads = list(`/proc/${pid}/task`);
  const children = threads.flatMap((thread) => childrenOf(pid, thread));
  return [pid, ...children.flatMap(withDescendants)];
}

function childrenOf(pid: number | 'self', thread: number | string): number[] {
  return read(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean).map(Number);
}

/** Seconds after the machine started. */
function startTime(pid: number): number {
  // The second field is the program's name in parentheses, which may hold anything.
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  return Number(fields[19]) / TICKS;
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}

function list(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
