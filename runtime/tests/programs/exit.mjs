// Ends in the way the first argument says while a worker is busy as the second says. The third is an empty folder.
import { execFileSync, execSync } from 'node:child_process';
import { constants, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProcessPoolExecutor, ThreadPoolExecutor } from 'to-thread';

const [, , way, business, folder, exitWhenStuck] = process.argv;
process.on('exit', (code) => {
  console.log('exit listener', code);
});
const pool = new ThreadPoolExecutor({ maxWorkers: 1, exitWhenStuck });
const turn = () => new Promise((resolve) => setImmediate(resolve));
const controller = new AbortController();
const options = { signal: controller.signal };
const marker = join(folder, 'marker');

const begin = {
  idle: async () => pool.submit(Math.max, 1),
  loop: async () => {
    const started = new Int32Array(new SharedArrayBuffer(4));
    const loop = (flag) => {
      Atomics.store(flag, 0, 1);
      for (;;);
    };
    pool.run(loop, [started], options).catch(() => undefined);
    while (Atomics.load(started, 0) === 0) await turn();
  },
  child: async () => {
    pool.run(execSync, [`echo > ${marker}; sleep 603.5`], options).catch(() => undefined);
    while (!existsSync(marker)) await turn();
  },
  process: async () => {
    const processes = new ProcessPoolExecutor({ maxWorkers: 1 });
    const loop = (path) => {
      process.getBuiltinModule('fs').writeFileSync(path, String(process.pid));
      for (;;);
    };
    processes.run(loop, [marker], options).catch(() => undefined);
    while (!existsSync(marker)) await turn();
  },
  preparing: async () => {
    const initializer = (path) =>
      process.getBuiltinModule('child_process').execSync(`echo > ${path}; sleep 603.5`);
    new ThreadPoolExecutor({ maxWorkers: 1, minWorkers: 1, initializer, initializerArgs: [marker] });
    while (!existsSync(marker)) await turn();
  },
  // The program that started this one opens the other end, and says so.
  held: async () => {
    execFileSync('mkfifo', [marker]);
    pool.run(readFileSync, [marker, 'utf8'], options).catch(() => undefined);
    while (!existsSync(join(folder, 'opened'))) await turn();
  },
  stuck: async () => {
    execFileSync('mkfifo', [marker]);
    pool.run(readFileSync, [marker, 'utf8'], options).catch(() => undefined);
    for (;;) {
      try {
        openSync(marker, constants.O_WRONLY | constants.O_NONBLOCK);
        return;
      } catch {
        await turn();
      }
    }
  },
};
await begin[business]();

const end = {
  'process.exit': () => process.exit(7),
  uncaught: () => {
    throw new Error('uncaught in main');
  },
  ...Object.fromEntries(
    ['SIGTERM', 'SIGHUP', 'SIGKILL'].map((signal) => [signal, () => process.kill(process.pid, signal)]),
  ),
  interrupt: () => process.kill(process.pid, 'SIGINT'),
  abandoned: () => {
    controller.abort();
    process.exitCode = 7;
  },
  nothing: () => undefined,
};
end[way]();
