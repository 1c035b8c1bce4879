import { platform } from 'node:process';
import { findProgram, installDebianPackages } from './installed.ts';

/** Calls on other machines are tested with a real Redis, which a new machine does not have. */
export default async function requireRedis(): Promise<void> {
  if (platform !== 'linux' || (await findProgram('redis-server')) !== undefined) return;
  await installDebianPackages('redis-server');
}
