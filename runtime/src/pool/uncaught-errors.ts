/** Whether a worker died because it exceeded its memory, for which Node has an error of its own. */
export function isOutOfMemory(cause: unknown): cause is Error {
  return cause instanceof Error && (cause as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY';
}

/** An error in something a finished call left behind has no call to reject. */
export function warnOfLateError(cause: unknown): void {
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  process.emitWarning(
    `A worker died of an error in work that a finished call left behind: ${text}`,
    'ToThreadWarning',
  );
}
