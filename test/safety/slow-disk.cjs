'use strict';

/**
 * Loaded into a program before its own code: makes what runs on worker threads slow, and slow in an order that is
 * chosen, as a busy disk would. The calls themselves are the real ones. The main thread is left as it is, so that the
 * original, which has no workers, runs undisturbed.
 *
 * `SLOW_DISK` is JSON of `{ order, slowness, seed, slow }`: `slow` names files with the milliseconds that they take
 * beside, and `slowness` multiplies all delays.
 */
const { createHash } = require('node:crypto');
const { syncBuiltinESMExports } = require('node:module');
const { basename } = require('node:path');
const { getEnvironmentData, isMainThread, setEnvironmentData } = require('node:worker_threads');

const KEY = 'slow-disk';
const STEP = 6;
const STEPS = 4;

if (isMainThread) {
  setEnvironmentData(KEY, new Int32Array(new SharedArrayBuffer(4)));
} else {
  const { order, slowness, seed, slow } = JSON.parse(process.env.SLOW_DISK);
  const calls = getEnvironmentData(KEY);
  const clock = new Int32Array(new SharedArrayBuffer(4));
  const steps = {
    'first is slowest': (call) => STEPS - 1 - (call % STEPS),
    'last is slowest': (call) => call % STEPS,
    random: (call) => createHash('md5').update(`${seed} ${call}`).digest()[0] / 85,
  };
  const pause = (milliseconds) => milliseconds > 0 && Atomics.wait(clock, 0, 0, milliseconds * slowness);
  let depth = 0;

  const slowed = (call) =>
    function (...args) {
      if (depth > 0) return Reflect.apply(call, this, args);
      const names = args.filter((argument) => typeof argument === 'string').map((name) => basename(name));
      depth++;
      try {
        pause(steps[order](Atomics.add(calls, 0, 1)) * STEP);
        pause(Math.max(0, ...names.map((name) => slow[name] ?? 0)));
        return Reflect.apply(call, this, args);
      } finally {
        depth--;
      }
    };

  for (const name of ['fs', 'child_process', 'crypto', 'zlib']) {
    const module = process.getBuiltinModule(name);
    for (const [key, value] of Object.entries(module)) {
      if (key.endsWith('Sync') && typeof value === 'function') {
        // The runtime refuses functions whose text is not the same on both threads: they may have been patched.
        module[key] = Object.assign(slowed(value), value, { toString: () => String(value) });
      }
    }
  }
  syncBuiltinESMExports();
}
