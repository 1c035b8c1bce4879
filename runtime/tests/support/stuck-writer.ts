import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, writeFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import type { Executor } from 'to-thread';

/** A call that writes to a pipe, which lasts until `release` opens the other end. Not on Windows. */
export function stuckWriter(
  executor: Pick<Executor, 'submit'>,
  path: string,
): { readonly call: Promise<unknown>; readonly release: () => void } {
  execFileSync('mkfifo', [path]);
  let isReleased = false;
  const release = (): void => {
    if (isReleased) return;
    isReleased = true;
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    onTestFinished(() => {
      closeSync(descriptor);
    });
  };
  onTestFinished(release);
  return { call: executor.submit(writeFileSync, path, 'x'), release };
}
