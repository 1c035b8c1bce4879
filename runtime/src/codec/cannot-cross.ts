import type { Crossing } from './crossing.ts';

/** The code of the errors made here. */
const CANNOT_CROSS = 'ERR_CANNOT_CROSS';

/**
 * A `DataCloneError`, as structured clone itself would throw, but naming what could not cross, why, and what to do
 * instead, as far as anything can be done.
 */
export function cannotCross(
  what: string,
  reason: string,
  wayOut?: string,
  between?: Crossing['between'],
): DOMException {
  const advice = wayOut === undefined ? '' : ` ${wayOut}.`;
  const place = between === 'machines' ? 'machine' : 'thread';
  const error = new DOMException(
    `${what} cannot cross to another ${place}: ${reason}.${advice}`,
    'DataCloneError',
  );
  Object.defineProperty(error, 'code', { value: CANNOT_CROSS, enumerable: true });
  return error;
}

/** Whether it is an error made here, in this thread or another. */
export function isCannotCross(error: unknown): error is Error {
  return (error as { code?: unknown } | null | undefined)?.code === CANNOT_CROSS;
}
