import { getBuiltinModule, readFileSync } from '../node.ts';
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
  const uptime = getBuiltinModule('os').uptime();
  const earliest = uptime - (now() - since) / 1000 - 1 / TICKS;
  for (const pid of childrenOf('self', threadId)) if (startTime(pid) >= earliest) endProcessTree(pid);
}

/** Ends a process and, on Linux, all it has started. */
export function endProcessTree(pid: number): void {
  // A process that is stopped cannot start another one behind our back.
  attempt(() => process.kill(pid, 'SIGSTOP'), false);
  const threads = attempt(() => getBuiltinModule('fs').readdirSync(`/proc/${pid}/task`), []);
  const children = threads.flatMap((thread) => childrenOf(pid, thread));
  attempt(() => process.kill(pid, 'SIGKILL'), false);
  children.forEach(endProcessTree);
}

function childrenOf(pid: number | 'self', thread: number | string): number[] {
  return read(`/proc/${pid}/task/${thread}/children`).match(/\d+/g)?.map(Number) ?? [];
}

/** Seconds after the machine started. */
function startTime(pid: number): number {
  // The second field is the program's name in parentheses, which may hold anything.
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  return Number(fields[19]) / TICKS;
}

function read(file: string): string {
  return attempt(() => readFileSync(file, 'utf8'), '');
}

/** What the call returns, or what to take instead: a process may have ended by itself, and only Linux has `/proc`. */
function attempt<T>(call: () => T, otherwise: T): T {
  try {
    return call();
  } catch {
    return otherwise;
  }
}
