import { getBuiltinModule, readFileSync } from '../node.ts';
import { now } from '../worker/protocol.ts';

/** Linux counts process start times in hundredths of a second. */
const TICKS = 100;

/**
 * Ends the process that a thread waits for, and all that has started: a thread that waits for a child process cannot be
 * stopped otherwise. That is the latest it has started. Linux only; elsewhere this does nothing.
 *
 * @param threadId the operating system's id of the thread
 * @param since when its task began at the earliest, in milliseconds on the clock of `now()`
 */
export function endAwaitedChild(threadId: number, since: number): void {
  const child = childrenOf('self', threadId).filter(isStartedSince(since)).at(-1);
  if (child !== undefined) endProcessTree(child, () => true);
}

/** Ends a process and, on Linux, what its task has started. */
export function endProcess(pid: number, since: number): void {
  endProcessTree(pid, isStartedSince(since));
}

/** @param among which of the processes that it has started end with it */
function endProcessTree(pid: number, among: (pid: number) => boolean): void {
  // A process that is stopped cannot start another one behind our back.
  attempt(() => process.kill(pid, 'SIGSTOP'), false);
  const threads = attempt(() => getBuiltinModule('fs').readdirSync(`/proc/${pid}/task`), []);
  const children = threads.flatMap((thread) => childrenOf(pid, thread)).filter(among);
  attempt(() => process.kill(pid, 'SIGKILL'), false);
  for (const child of children) endProcessTree(child, () => true);
}

/** Whether a task that began at that moment may have started a process, which was not to outlive it. */
function isStartedSince(since: number): (pid: number) => boolean {
  const uptime = getBuiltinModule('os').uptime();
  const earliest = uptime - (now() - since) / 1000 - 1 / TICKS;
  return (pid) => {
    // The second field is the program's name in parentheses, which may hold anything.
    const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
    const [session, startTime] = [Number(fields[3]), Number(fields[19]) / TICKS];
    // What leads a session of its own was started to live on, maybe by the task before, in the same hundredth of a second.
    return session !== pid && startTime >= earliest;
  };
}

/** From the oldest to the youngest. */
function childrenOf(pid: number | 'self', thread: number | string): number[] {
  return read(`/proc/${pid}/task/${thread}/children`).match(/\d+/g)?.map(Number) ?? [];
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
