// What a worker sees of the process it belongs to.
import { execSync } from 'node:child_process';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { ThreadPoolExecutor } from 'to-thread';

const pool = new ThreadPoolExecutor({ maxWorkers: 1, name: 'environment' });
await pool.submit(Math.max, 1);
process.env.SET_LATER = 'seen';
console.log('env', String(await pool.submit(execSync, 'echo $SET_LATER')).trim());
const options = { env: process.env, encoding: 'utf8' };
console.log('handed on', (await pool.submit(execSync, 'echo $SET_LATER', options)).trim());
process.chdir(tmpdir());
console.log('cwd', (await pool.submit(process.cwd)) === process.cwd());
console.log('chdir', await pool.submit(process.chdir, '/').catch((error) => error.code));
const passing = new ThreadPoolExecutor({ maxWorkers: 1, idleTimeout: 1 });
const fd = await passing.submit(openSync, process.execPath, 'r');
while (passing.stats.workers > 0) await new Promise((resolve) => setTimeout(resolve, 1));
console.log('fd', fstatSync(fd).isFile());
closeSync(fd);
await pool.submit(() => {
  console.log('printed first');
  console.log('printed second');
});
console.log('then this');
console.log(
  'late timer',
  await pool.submit(() => {
    setTimeout(() => Reflect.set(globalThis, 'rang', true), 1);
  }),
);
const rang = () => new Promise((resolve) => setTimeout(() => resolve(Reflect.get(globalThis, 'rang')), 20));
console.log('rang', await pool.submit(rang));
