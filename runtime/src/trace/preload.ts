/**
 * What `--import to-thread/trace` and `NODE_OPTIONS` load, in every thread of every process of a program: little, and
 * in syntax that old releases of Node understand. Only in the main thread, of releases that are supported, it starts the
 * recorder, which is a file of its own.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isSupported = major > 22 || (major === 22 && minor >= 13) || (major === 20 && minor >= 19);
const isOther = 'bun' in process.versions || 'electron' in process.versions || 'deno' in process.versions;

/** Commands that start the program: what they read is of no interest to it. */
const LAUNCHER = /[\\/](?:npm|npx|pnpm|pnpx|yarn|yarnpkg|corepack)(?:-cli)?(?:\.[cm]?js)?$/;

/** A process may load this twice: by an option of its own, and by one that it has inherited. */
const MARK = Symbol.for('to-thread.trace');

if (isSupported && !isOther && !LAUNCHER.test(process.argv[1] ?? '') && !(MARK in process)) {
  // An import would be loaded in any case, and this file is CommonJS when it is built.
  const load = require as (module: string) => unknown;
  const { isMainThread } = load('node:worker_threads') as { isMainThread: boolean };
  if (isMainThread) load('./record.cjs');
}
