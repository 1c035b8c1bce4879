/** The code of the errors made here. */
export const CANNOT_CROSS = 'ERR_CANNOT_CROSS';

/** A `DataCloneError`, as structured clone itself would throw, but naming what could not cross, and why. */
export function cannotCross(what: string, reason: string): DOMException {
  const error = new DOMException(`${what} cannot cross to another thread: ${reason}.`, 'DataCloneError');
  Object.defineProperty(error, 'code', { value: CANNOT_CROSS, enumerable: true });
  return error;
}

/** Whether it is an error made here, in this thread or another. */
export function isCannotCross(error: unknown): error is Error {
  return (error as { code?: unknown } | null | undefined)?.code === CANNOT_CROSS;
}
