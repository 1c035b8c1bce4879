import type { common } from './modules.ts';

/** Set by the build: the bundled text of `modules.ts`, which sets `holder.common`. */
declare const COMMON_SOURCE: string;

interface Holder {
  common: typeof common;
}
type FillHolder = (holder: Holder, require: (module: string) => unknown) => void;

/** A `FillHolder` as an expression. */
export const commonSource = `(holder,require)=>{${COMMON_SOURCE}}`;

/** What stack traces show for it on the main thread. */
const NAME = 'to-thread:common';

/**
 * What the main thread and the workers both run. Workers are started from a text, so it would be in the package
 * twice, as code and as text; instead the main thread makes the code from the text. In the program of workers this
 * module is replaced (see `worker/source.ts`).
 */
export const {
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
} = evaluated();

function evaluated(): typeof common {
  const holder = {} as Holder;
  compiled()(holder, (module) => process.getBuiltinModule(module));
  return holder.common;
}

function compiled(): FillHolder {
  try {
    // In this realm (test runners give each test file one of its own), so that what it makes is `instanceof Error`.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is part of this package
    const compile = new Function(`return ${commonSource}\n//# sourceURL=${NAME}`) as () => FillHolder;
    return compile();
  } catch (error) {
    // With `--disallow-code-generation-from-strings` scripts can still be compiled, in Node's own realm.
    if (!(error instanceof EvalError)) throw error;
    const { Script } = process.getBuiltinModule('node:vm');
    return new Script(commonSource, { filename: NAME }).runInThisContext() as FillHolder;
  }
}
