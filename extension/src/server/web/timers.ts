/** `node:timers`, and what is used of `node:timers/promises`, in a browser. */

interface Timer {
  readonly id: ReturnType<typeof globalThis.setTimeout>;
  unref(): Timer;
}

export function setTimeout(run: () => void, milliseconds: number): Timer {
  const timer: Timer = { id: globalThis.setTimeout(run, milliseconds), unref: () => timer };
  return timer;
}

export function clearTimeout(timer: Timer | undefined): void {
  globalThis.clearTimeout(timer?.id);
}

/** Lets everything run that waits already. */
export function setImmediate(): Promise<void> {
  return new Promise((resolve) => {
    globalThis.setTimeout(resolve, 0);
  });
}
