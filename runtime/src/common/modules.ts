import { memoryOf } from '../codec/bytes.ts';
import { CANNOT_CROSS, cannotCross } from '../codec/cannot-cross.ts';
import { decode } from '../codec/decode.ts';
import { encode, encodeArguments } from '../codec/encode.ts';
import { isContainer, pathOf, valueAt } from '../function-reference/exports.ts';
import { unwrap } from '../function-reference/instrumentation.ts';

/** What the main thread and the workers both run: the codec, and finding functions. */
export const common = {
  CANNOT_CROSS,
  cannotCross,
  decode,
  encode,
  encodeArguments,
  isContainer,
  memoryOf,
  pathOf,
  unwrap,
  valueAt,
};
