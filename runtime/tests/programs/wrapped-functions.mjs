// Functions of Node that a library has wrapped without leaving a mark, as dd-trace and Sentry do, or replaced.
import { Buffer } from 'node:buffer';
import childProcess from 'node:child_process';
import fs, { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ThreadPoolExecutor, toThread } from 'to-thread';

let calls = 0;
const wrap = (original) =>
  function (...args) {
    calls++;
    return original.apply(this, args);
  };
const report = async (name, call) => {
  const outcome = await call.then(
    String,
    ({ code, message }) => `${code} ${message.replace(/ from.*/s, '')}`,
  );
  console.log(name, outcome.trim().split('\n')[0]);
};

fs.readFileSync = wrap(fs.readFileSync);
await report('wrapped', toThread(fs.readFileSync, import.meta.filename, 'utf8'));
await report('imported before', toThread(readFileSync, import.meta.filename, 'utf8'));
await report('missing', toThread(fs.readFileSync, 'missing.txt'));

const originals = { existsSync: fs.existsSync };
fs.existsSync = function existsSync(path) {
  return originals.existsSync(path);
};
await report('a member', toThread(fs.existsSync, import.meta.filename));
fs.realpathSync = new Proxy(fs.realpathSync, {});
await report('a Proxy', toThread(fs.realpathSync, '/'));
fs.accessSync = fs.accessSync.bind(fs);
await report('bound', toThread(fs.accessSync, '/'));
childProcess.execSync = wrap(wrap(childProcess.execSync));
await report('wrapped twice', toThread(childProcess.execSync, 'echo it runs'));
fs.promises.readFile = wrap(fs.promises.readFile);
await report('wrapped promises', toThread(fs.promises.readFile, import.meta.filename, 'utf8'));
console.log('calls here', calls);

const file = join(tmpdir(), `to-thread-wrapped-${process.pid}`);
fs.writeFileSync = wrap(fs.writeFileSync);
fs.appendFileSync = wrap(fs.appendFileSync);
const bytes = Buffer.from(new Uint8Array(3).fill(65).buffer);
const pool = new ThreadPoolExecutor();
const first = pool.run(fs.writeFileSync, [file, bytes], { transfer: [bytes.buffer] });
await Promise.all([
  first,
  ...Array.from({ length: 5 }, (_, n) => pool.submit(fs.appendFileSync, file, `${n}`)),
]);
console.log('handed over, in order', readFileSync(file, 'utf8'), bytes.length);
const { completed, failed } = pool.stats;
console.log('counted once', completed, failed);
rmSync(file);

const files = new Map();
fs.writeFileSync = (name, text) => files.set(name, text);
await report('replaced', toThread(fs.writeFileSync, file, ''));
fs.statSync = function statSync(name) {
  return files.get(name);
};
await report('replaced, same name', toThread(fs.statSync, file));
fs.unlinkSync = () => 'nothing done';
await report('replaced, by its text', toThread(fs.unlinkSync, file));
console.log('not written', originals.existsSync(file));
