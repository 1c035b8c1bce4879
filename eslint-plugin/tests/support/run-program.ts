import { inspect } from 'node:util';
import { compileFunction } from 'node:vm';

/** What a program did and gave, as text. */
export interface Outcome {
  readonly result: string;
  /** What was read, in its order. */
  readonly reads: readonly string[];
}

const { href: runtime } = new URL('../../../runtime/dist/index.js', import.meta.url);
const { Lock } = (await import(runtime)) as { Lock: unknown };

/** Runs the async function `f` that a CommonJS module exports, with files that are in memory. */
export async function runProgram(text: string, args: readonly unknown[]): Promise<Outcome> {
  const reads: string[] = [];
  const readFileSync = (...given: unknown[]) => {
    reads.push(inspect(given));
    return Buffer.from(inspect(given));
  };
  const readFile = async (...given: unknown[]) => {
    await Promise.resolve();
    return readFileSync(...given);
  };
  const modules: Record<string, unknown> = {
    'node:fs': { readFileSync, promises: { readFile } },
    // The calls, without the hop: this is about the text.
    'to-thread': {
      toThread: async (fn: (...given: unknown[]) => unknown, ...given: unknown[]) => {
        await Promise.resolve();
        return fn(...given);
      },
      Lock,
    },
  };
  const exports: { f?: (...given: readonly unknown[]) => Promise<unknown> } = {};
  const evaluate = compileFunction(text.replace(/^#!/, '//'), ['require', 'exports']) as (
    require: (name: string) => unknown,
    exports: object,
  ) => void;
  evaluate((name) => modules[name], exports);
  const result = await exports.f?.(...args).catch((error: unknown) =>
    // The message of an error that the engine makes holds the text of the expression.
    error instanceof Error ? error.constructor.name : { thrown: error },
  );
  return { result: inspect(result, { depth: 12 }), reads };
}
