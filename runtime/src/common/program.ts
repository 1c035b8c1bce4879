import { cannotCross } from '../codec/cannot-cross.ts';
import { decode } from '../codec/decode.ts';
import { encode, encodeArguments } from '../codec/encode.ts';
import { targetOf, write } from '../codec/writers.ts';
import { pathOf } from '../function-reference/exports.ts';
import { serve } from '../worker/serve.ts';

/** The program of workers, and what of it the main thread runs, too: the codec, and finding functions. */
export const program = {
  cannotCross,
  decode,
  encode,
  encodeArguments,
  pathOf,
  serve,
  targetOf,
  write,
};
