import type { SourceCode } from '../ast.ts';
import { isAssumed } from './assumed-modules.ts';
import { hasTopLevelAwait, moduleFormat } from './module-format.ts';
import type { ModuleFormat } from './module-format.ts';
import { moduleAbsence } from './module-absence.ts';
import type { Absence } from './module-absence.ts';
import { isWorker } from './worker-file.ts';

/**
 * What the rule needs to know about a whole file. Each fact is found out when it is first asked for: most files
 * hold no blocking call, and for them nothing is.
 */
export class FileFacts {
  /** The module that a fix imports `toThread` from. */
  readonly runtime: string;
  readonly #sourceCode: SourceCode;
  readonly #filename: string;
  readonly #cwd: string;
  readonly #sourceType: string;
  #format: ModuleFormat | undefined;
  #hasTopLevelAwait: boolean | undefined;
  #isComponent: boolean | undefined;
  #runtimeAbsence: Absence | 'none' | undefined;

  /** @param cwd the folder from which reports name other files */
  constructor(sourceCode: SourceCode, filename: string, sourceType: string, runtime: string, cwd: string) {
    this.runtime = runtime;
    this.#sourceCode = sourceCode;
    this.#filename = filename;
    this.#cwd = cwd;
    this.#sourceType = sourceType;
  }

  get format(): ModuleFormat {
    return (this.#format ??= moduleFormat(this.#sourceCode, this.#filename, this.#sourceType));
  }

  get hasTopLevelAwait(): boolean {
    return (this.#hasTopLevelAwait ??= hasTopLevelAwait(this.#sourceCode));
  }

  /**
   * Whether it has markup that can use its variables. The parsers of Vue, Svelte and Astro read more than a program; who
   * reads its scripts without them tells by its name.
   */
  get isComponent(): boolean {
    const { ast } = this.#sourceCode;
    return (this.#isComponent ??=
      /\.(?:vue|svelte|astro)$/i.test(this.#filename) ||
      'templateBody' in ast ||
      ast.body.some(({ type }) => /^(?:Astro|Svelte)/.test(type)));
  }

  /** Whether its types may be checked. Only a JavaScript file shows by its name that they are not. */
  get mayBeTyped(): boolean {
    return !/\.[cm]?jsx?$/i.test(this.#filename);
  }

  get isTypeScript(): boolean {
    return /\.[cm]?tsx?$/i.test(this.#filename);
  }

  /** Whether it is code and nothing else: a template beside a script uses names that the script does not. */
  get isOnlyCode(): boolean {
    return /\.[cm]?[jt]sx?$/i.test(this.#filename) && !this.isComponent;
  }

  /** Whether the file is the code of a worker, where blocking is what one wants. */
  get isWorker(): boolean {
    return isWorker(this.#sourceCode);
  }

  /** Why the fixed file would not find the runtime, if it would not. */
  get runtimeAbsence(): Absence | undefined {
    if (isAssumed(this.runtime)) return undefined;
    this.#runtimeAbsence ??= moduleAbsence(this.runtime, this.#filename, this.#cwd) ?? 'none';
    return this.#runtimeAbsence === 'none' ? undefined : this.#runtimeAbsence;
  }
}
