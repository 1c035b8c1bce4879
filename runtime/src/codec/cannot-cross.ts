/** The code of the errors made here. */
const CANNOT_CROSS = 'ERR_CANNOT_CROSS';

/**
 * A `DataCloneError`, as structured clone itself would throw, but naming what could not cross, why, and what to do
 * instead, as far as anything can be done.
 */
export function cannotCross(what: string, reason: string, wayOut?: string): DOMException {
  const advice = wayOut === undefined ? '' : ` ${wayOut}.`;
  const error = new DOMException(
    `${what} cannot cross to another thread: ${reason}.${advice}`,
    'DataCloneError',
  );
  Object.defineProperty(error, 'code', { value: CANNOT_CROSS, enumerable: true });
  return error;
}

/** Whether it is an error made here, in this thread or another. */
export function isCannotCross(error: unknown): error is Error {
  return (error as { code?: unknown } | null | undefined)?.code === CANNOT_CROSS;
}
