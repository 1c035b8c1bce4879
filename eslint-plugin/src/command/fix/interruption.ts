import process from 'node:process';
import { constants } from 'node:os';

/** Somebody, or the system, has asked the command to stop. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
  /** The exit code that shells know such an end by. */
  readonly exitCode: number;

  readonly signal: NodeJS.Signals;
  /** Whether what was found out so far is kept. */
  readonly canResume: boolean;

  constructor(signal: NodeJS.Signals, canResume = false) {
    super(`Stopped by ${signal}: all files are as they were.`);
    this.signal = signal;
    this.canResume = canResume;
    this.exitCode = 128 + constants.signals[signal];
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does something that puts its affairs in order when it is told to stop. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (signal: NodeJS.Signals) => {
    controller.abort(new Interruption(signal));
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  try {
    return await work(controller.signal);
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
  }
}
