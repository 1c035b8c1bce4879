import { raised } from '../../errors.ts';

/*
 * What clients of a cluster raise themselves, beside what all executors do.
 */

const size = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB (${bytes} bytes)`;

export function payloadTooLarge(name: string, bytes: number, most: number): Error {
  return coded(
    'ERR_PAYLOAD_TOO_LARGE',
    `The arguments of ${name} take ${size(bytes)}, and at most ${size(most)} are allowed. Put what is large where both ` +
      'sides can get at it (a file, an object store), and pass its name; or raise `maxPayload`.',
  );
}

/** An option that executors of this machine have. `instead` says what takes its place. */
export function ofWorkers(name: string, instead: string): Error {
  const error = new TypeError(`${name} is a matter of the workers: ${instead}.`);
  return raised(Object.assign(error, { code: 'ERR_UNKNOWN_OPTION' }));
}

/** A host has refused the call, or has not brought it to its end. */
export function failedThere(code: string, message: string): Error {
  return coded(code, message);
}

/** A host has refused a call that it does not know who has made, so that nobody vouches for what it says. */
export function refusedUnsigned(name: string, reason: string): Error {
  return coded('ERR_CALL_REFUSED', `A worker has refused ${name}: ${reason}`);
}

export function expired(name: string): Error {
  return coded('ERR_CALL_EXPIRED', `${name} was not finished by its deadline.`);
}

export function lost(name: string): Error {
  const reason = 'Redis does not have the call any more, and no result of it';
  return coded(
    'ERR_CALL_LOST',
    `What has become of ${name} is not known: ${reason}. Was it restarted without \`--appendonly yes\`, or emptied?`,
  );
}

function coded(code: string, message: string): Error {
  return raised(Object.assign(new Error(message), { code }));
}
