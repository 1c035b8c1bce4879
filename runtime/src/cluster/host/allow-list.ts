import picomatch from 'picomatch';
import { Refusal } from './refusal.ts';

/** Globals that do things. Those of the language only compute. */
const ACTING = ['process', 'console'];

/**
 * What may be called: files below the root (`src/**`), modules of Node (`node:zlib`) and packages (`npm:sharp`), each by a
 * glob. Nothing is allowed that is not named, but for globals of the language such as `Math.max`.
 */
export class AllowList {
  readonly #patterns: readonly string[];
  readonly #matches: (text: string) => boolean;

  constructor(patterns: readonly string[]) {
    this.#patterns = patterns;
    this.#matches = picomatch([...patterns], { dot: false });
  }

  /** @throws Refusal unless it is allowed */
  check(what: string, name: string): void {
    if (this.#matches(what)) return;
    throw new Refusal(
      'ERR_FUNCTION_NOT_ALLOWED',
      `${name} is in ${what}, and the worker only takes calls of ${this.#patterns.join(', ')}. Start it with --allow '${what}' as well.`,
    );
  }

  /** @throws Refusal unless it is allowed */
  checkBuiltin(module: string | null, [first = '']: readonly string[], name: string): void {
    if (module !== null) this.check(`node:${module.replace(/^node:/, '')}`, name);
    else if (ACTING.includes(first)) this.check(`node:${first}`, name);
  }

  /** @throws Refusal unless what an import of that name would load is allowed */
  checkSpecifier(specifier: string, name: string): void {
    const packageName = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
    this.check(specifier.startsWith('node:') ? specifier : `npm:${packageName}`, name);
  }
}
