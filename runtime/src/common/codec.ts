import { asBuffer } from '../codec/bytes.ts';
import type { Crossing } from '../codec/crossing.ts';
import type { Encoded, Form as AnyForm } from '../codec/encoded.ts';
import * as Form from '../codec/form.ts';
import type { MakeOptions } from '../codec/kind.ts';
import { isPrimitive, plain } from '../codec/primitives.ts';
import { common } from './common.ts';

/*
 * The codec for the main thread. Most calls have arguments and results that need next to nothing done to them, and
 * then the codec proper is not even compiled, which would make a program's first call a millisecond longer.
 */

/** See `codec/encode.ts`. */
export function encodeArguments(args: readonly unknown[], crossing: Crossing): Encoded {
  let size = 0;
  for (const argument of args) {
    if (!isPrimitive(argument)) return common().encodeArguments(args, crossing);
    if (typeof argument === 'string') size += argument.length;
  }
  return plain(args, size);
}

/** See `codec/decode.ts`. */
export function decode(form: AnyForm, payload: unknown, options?: MakeOptions): unknown {
  if (form === Form.PLAIN) return payload;
  return form === Form.BUFFER ? asBuffer(payload as Uint8Array) : common().decode(form, payload, options);
}
