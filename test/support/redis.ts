import { platform } from 'node:process';
import { findProgram, installDebianPackages } from './installed.ts';

/** Projects of one run load this file each for itself, and no two may install at once. */
const shared = globalThis as Partial<Record<symbol, Promise<void>>>;
const INSTALLED = Symbol.for('to-thread: redis is installed');

/** Calls on other machines are tested with a real Redis, which a new machine does not have. */
export default async function requireRedis(): Promise<void> {
  await (shared[INSTALLED] ??= installRedis());
}

async function installRedis(): Promise<void> {
  if (platform !== 'linux' || (await findProgram('redis-server')) !== undefined) return;
  await installDebianPackages('redis-server');
}
