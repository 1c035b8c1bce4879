/**
 * What the same calls give directly and through to-thread. Every host runs this, and its test compares the two.
 */
import { Buffer } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import process from 'node:process';
import { gzipSync } from 'node:zlib';

/** Longer than any host takes to start a worker; only a call that blocks this thread waits to its end. */
const LONG = 60_000;

/**
 * `functions` are the user's own: by name, what is passed to `toThread`, what is called directly, and the argument.
 */
export async function report({ toThread }, functions) {
  const sample = process.env.SAMPLE;
  const calls = {
    buffer: [readFileSync, readFileSync, sample],
    text: [readFileSync, readFileSync, sample, 'utf8'],
    stats: [statSync, statSync, sample],
    missing: [readFileSync, readFileSync, `${sample}.missing`],
    zipped: [gzipSync, gzipSync, 'a'.repeat(1000)],
    global: [JSON.parse, JSON.parse, '{"a":[1,2]}'],
    selfContained: [sumTo, sumTo, 100],
    ...functions,
  };
  const direct = {};
  const threaded = {};
  for (const [name, [passed, called, ...args]] of Object.entries(calls)) {
    direct[name] = await outcomeOf(() => called(...args));
    threaded[name] = await outcomeOf(() => toThread(passed, ...args));
  }
  return { direct, threaded, offThread: await runsOffThread(toThread) };
}

export async function printReport(library, functions) {
  process.stdout.write(`${JSON.stringify(await report(library, functions))}\n`);
}

function sumTo(limit) {
  let sum = 0;
  for (let n = 1; n <= limit; n++) sum += n;
  return sum;
}

/** A thread that waits can only be woken by another one. */
async function runsOffThread(toThread) {
  const cell = new Int32Array(new SharedArrayBuffer(4));
  const waiting = toThread(Atomics.wait, cell, 0, 0, LONG);
  Atomics.store(cell, 0, 1);
  Atomics.notify(cell, 0);
  return outcomeOf(async () => (await waiting) !== 'timed-out');
}

async function outcomeOf(call) {
  try {
    return { value: describe(await call()) };
  } catch (error) {
    return { error: describe(error) };
  }
}

/** Its class and own properties, so that JSON keeps what tells two values apart. */
function describe(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (Buffer.isBuffer(value)) return { class: 'Buffer', bytes: value.toString('hex') };
  const { message, code, errno, syscall, path, ...properties } = value;
  const isError = Object.prototype.toString.call(value) === '[object Error]';
  return {
    class: value.constructor.name,
    ...(isError
      ? { message: value.message, code, errno, syscall, path }
      : { message, code, errno, syscall, path, isFile: value.isFile?.(), mtime: value.mtime, ...properties }),
  };
}
