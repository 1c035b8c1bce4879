import type NodeModule from 'node:module';
import type OS from 'node:os';
import type WorkerThreads from 'node:worker_threads';

/**
 * What the main thread uses of Node. An `import` of these modules would read all of their exports, among them the ones
 * that load further modules when they are read: that takes three times as long as everything else to-thread loads.
 */
export const { existsSync, readdirSync, readFileSync, realpathSync, writeSync } =
  process.getBuiltinModule('node:fs');
export const { fileURLToPath } = process.getBuiltinModule('node:url');
export const { inspect } = process.getBuiltinModule('node:util');

// Loaded when they are needed, because each takes a part of the time that loading to-thread does.
export const nodeModule = (): typeof NodeModule => process.getBuiltinModule('node:module');
export const os = (): typeof OS => process.getBuiltinModule('node:os');
export const workerThreads = (): typeof WorkerThreads => process.getBuiltinModule('node:worker_threads');
