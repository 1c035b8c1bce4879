// Ends in the way the first argument says while a worker is busy as the second says.
import { execFileSync, execSync } from 'node:child_process';
import { constants, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ThreadPoolExecutor } from 'to-thread';

const [, , way, business, exitWhenStuck] = process.argv;
const folder = mkdtempSync(join(tmpdir(), 'to-thread-exit-'));
process.on('exit', (code) => {
  rmSync(folder, { recursive: true, force: true });
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
  interrupt: () => process.kill(process.pid, 'SIGINT'),
  abandoned: () => {
    controller.abort();
    process.exitCode = 7;
  },
  nothing: () => undefined,
};
end[way]();
