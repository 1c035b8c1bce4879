import type { ChildProcess } from 'node:child_process';

const processes = new Set<ChildProcess>();

process.once('exit', () => {
  for (const each of processes) each.kill('SIGKILL');
});

/** No process is to be left behind, even if a test does not come to its end. */
export function endWithTests(started: ChildProcess): void {
  processes.add(started);
  started.once('exit', () => processes.delete(started));
}
