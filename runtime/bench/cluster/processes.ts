import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const SECRET = 'known to the bench alone';
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts a process, and waits until it says that it is ready. */
export async function start(command: string, args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(command, args, {
    env: { ...process.env, TO_THREAD_SECRET: SECRET },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  child.once('error', () => {
    throw new Error(`${command} is not there. On Debian and Ubuntu: apt-get install redis-server`);
  });
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (text: Buffer) => {
      if (/\bready\b/i.test(text.toString())) resolve();
    });
  });
  return child;
}

/** A Redis that keeps what it has in a folder. */
export function startRedis(port: number, folder: string): Promise<ChildProcess> {
  const kept = ['--dir', folder, '--save', '', '--appendonly', 'yes'];
  return start('redis-server', ['--port', String(port), '--bind', '127.0.0.1', ...kept]);
}

/** A worker of to-thread that calls what benches have executed. */
export function startWorker(
  queue: string,
  redis: string,
  concurrency: string,
  ahead = '0',
): Promise<ChildProcess> {
  const command = fileURLToPath(new URL('../../dist/command.js', import.meta.url));
  return start(process.execPath, [
    ...[command, 'worker', '--queue', queue, '--redis', redis, '--allow', 'bench/**', '--ahead', ahead],
    ...['--concurrency', concurrency, '--root', root, '--max-result', String(2 ** 22)],
  ]);
}

/** Milliseconds of CPU that a process has taken, with all its threads. Linux counts them in hundredths of a second. */
export function cpuOf(child: ChildProcess | undefined): number {
  if (!child) return 0;
  const fields = readFileSync(`/proc/${child.pid ?? 0}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Milliseconds of CPU that this process has taken. */
export function clientCpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
