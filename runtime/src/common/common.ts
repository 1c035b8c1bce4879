import { getBuiltinModule } from '../node.ts';
import type { program } from './program.ts';

/** Set by the build: the bundled text of `program.ts`, which sets `holder.program`. */
declare const PROGRAM: string;

interface Holder {
  readonly program: typeof program;
}
type FillHolder = (holder: object) => asserts holder is Holder;

/** A `FillHolder` as an expression. The parentheses make V8 compile it at once, not only check it first. */
const source = `((holder)=>{${PROGRAM}})`;

/**
 * The program of workers, which runs as an ES module in threads and as a script in processes. The name in its last
 * line is what stack traces show for it.
 *
 * @param parent the id of this process, for a worker process
 */
export function workerProgram(parent: number | '' = ''): string {
  return `const holder={};${source}(holder);holder.program.serve(${parent})\n//# sourceURL=to-thread:worker`;
}

/** What stack traces show for it on the main thread. */
const NAME = 'to-thread:common';

let evaluated: typeof program | undefined;

/**
 * What the main thread and the workers both run. Workers are started from a text, so it would be in the package
 * twice, as code and as text; instead the main thread makes the code from the text when it first needs it. That takes a
 * millisecond, so what almost every call needs is in the package as code, too (see `codec.ts`).
 */
export function common(): typeof program {
  return (evaluated ??= evaluate());
}

function evaluate(): typeof program {
  const holder = {};
  const fill: FillHolder = compiled();
  fill(holder);
  return holder.program;
}

function compiled(): FillHolder {
  try {
    // In this realm (test runners give each test file one of its own), so that what it makes is `instanceof Error`.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is part of this package
    return (new Function(`return ${source}\n//# sourceURL=${NAME}`) as () => FillHolder)();
  } catch {
    // With `--disallow-code-generation-from-strings` scripts can still be compiled, in Node's own realm.
    return getBuiltinModule('vm').runInThisContext(source, NAME) as FillHolder;
  }
}
