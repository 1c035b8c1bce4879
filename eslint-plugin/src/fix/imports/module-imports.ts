import { isBuiltin } from 'node:module';
import type { TSESLint } from '@typescript-eslint/utils';
import { findVariable, firstDefined, moduleStatements } from '../../ast.ts';
import type { Node, SourceCode } from '../../ast.ts';
import { bareModuleName } from '../../catalog/create-catalog.ts';
import { GLOBAL_MODULE } from '../../detect/export-path.ts';
import type { FileFacts } from '../../project/file-facts.ts';
import { mayRunBefore } from './early-use.ts';
import { moduleBindings } from './module-bindings.ts';
import type { Braces, ModuleBinding } from './module-bindings.ts';
import { insertModuleStatement } from './module-statement.ts';
import type { ModuleStatement } from './module-statement.ts';

/**
 * How a file comes by an export of a module that a rewrite uses: through an import it already has, or through one
 * that the rewrite adds.
 */

/** An export, by its path in a module: `['promises', 'readFile']` of `fs`. */
export interface Export {
  /** Without `node:`. Globals are those of `globalThis`. */
  readonly module: string;
  readonly path: readonly string[];
}

/** What to write for an export at one place, and the edit that makes it refer to it. */
export interface Reference {
  /** `toThread`, a local alias of it, or `namespace.toThread`. */
  readonly expression: string;
  /** Absent when the file already has it under that name. */
  readonly addImport?: (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix;
  /** The statement that is added, where the file has none that the export can join. */
  readonly statement?: ModuleStatement;
}

/** Braces that an export can be added to. */
interface Joinable {
  readonly add: Braces['add'];
  readonly name: string;
  /** What leads from that name to the export. */
  readonly rest: readonly string[];
  readonly statement: Node;
}

/** Finds, or prepares, imports for the rewrites of one file. What the whole file says is read once. */
export class ModuleImports {
  readonly #facts: FileFacts;
  readonly #sourceCode: SourceCode;
  readonly #added = new Map<string, Reference>();
  #bindings: readonly ModuleBinding[] | undefined;
  readonly #holders = new Map<string, readonly ModuleBinding[]>();
  #taken: Set<string> | undefined;
  /** The names of what was added. */
  readonly #given = new Set<string>();

  constructor(facts: FileFacts, sourceCode: SourceCode) {
    this.#facts = facts;
    this.#sourceCode = sourceCode;
  }

  /** How to write an export at a node: as the file does, else with a new import. A script can have none. */
  reference(wanted: Export, at: Node): Reference | undefined {
    const existing = this.existing(wanted, at);
    if (existing !== undefined) return { expression: existing };
    if (wanted.module === GLOBAL_MODULE || this.#facts.format === 'script') return undefined;
    const joinable = this.#joinable(wanted, at);
    const key = JSON.stringify([wanted.module, wanted.path, joinable?.statement.range[0]]);
    let added = this.#added.get(key);
    if (!added) this.#added.set(key, (added = joinable ? this.#join(joinable) : this.#insert(wanted)));
    return added;
  }

  /** The shortest way to write an export through what the file has. An import that is shadowed is passed over. */
  existing(wanted: Export, at: Node): string | undefined {
    const scope = this.#sourceCode.getScope(at);
    const { module, path } = wanted;
    if (module === GLOBAL_MODULE) {
      const [root = ''] = path;
      const variable = findVariable(scope, root);
      return variable && variable.defs.length > 0 ? undefined : path.join('.');
    }
    let shortest: readonly string[] | undefined;
    for (const binding of this.#of(module)) {
      for (const { variable, path: bound } of binding.names) {
        const rest = stepsFrom(binding.specifier, bound, wanted);
        if (!rest || (shortest && shortest.length <= rest.length + 1)) continue;
        const isVisible = findVariable(scope, variable.name) === variable;
        if (isVisible && this.#isThere(binding, at)) shortest = [variable.name, ...rest];
      }
    }
    return shortest?.join('.');
  }

  /** The edits that add what two exports of a module need: one statement where each would bring one of its own. */
  addBoth(one: Reference, other: Reference): (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[] {
    const [a, b] = [one.statement, other.statement];
    const adds =
      a && b && a.form !== 'import =' && a.form === b.form
        ? [
            insertModuleStatement(
              { ...a, names: [...a.names, ...b.names] },
              this.#facts.format,
              this.#sourceCode,
            ),
          ]
        : [one.addImport, other.addImport].filter((add) => add !== undefined);
    return (fixer) => adds.map((add) => add(fixer));
  }

  #all(): readonly ModuleBinding[] {
    return (this.#bindings ??= moduleBindings(this.#sourceCode));
  }

  /** Those by which the file may have an export of a module. */
  #of(module: string): readonly ModuleBinding[] {
    let holders = this.#holders.get(module);
    if (!holders) {
      holders = this.#all().filter(({ specifier }) => mayHold(specifier, module));
      this.#holders.set(module, holders);
    }
    return holders;
  }

  /** Imports are evaluated before all else, and a `require` where it stands. */
  #isThere({ form, statement }: ModuleBinding, at: Node): boolean {
    return form === 'import' || !mayRunBefore(at, statement, this.#sourceCode);
  }

  /** The statement with braces that an export can be added to. */
  #joinable(wanted: Export, at: Node): Joinable | undefined {
    return firstDefined(this.#of(wanted.module), (binding) => {
      const { braces, form, specifier, statement } = binding;
      // A compiler that leaves imports of types to a CommonJS file may leave it no others.
      if (form === 'import' && this.#facts.format !== 'esm') return undefined;
      const [name, ...rest] = (braces && stepsFrom(specifier, braces.path, wanted)) ?? [];
      if (!braces || name === undefined || name === 'default' || rest.length >= wanted.path.length)
        return undefined;
      return this.#isThere(binding, at) ? { add: braces.add, name, rest, statement } : undefined;
    });
  }

  #join({ add, name, rest }: Joinable): Reference {
    const local = this.freeName(name);
    return { expression: [local, ...rest].join('.'), addImport: (fixer) => add(name, local, fixer) };
  }

  #insert({ module, path }: Export): Reference {
    const [name = 'default', ...rest] = path;
    const form = this.#form();
    const isWhole = form === 'import =' || name === 'default';
    const local = this.freeName(isWhole ? nameOfModule(module) : name);
    const statement = { module: this.#specifier(module), names: [{ name, local }], form } as const;
    return {
      expression: [local, ...(isWhole && name !== 'default' ? path : rest)].join('.'),
      addImport: insertModuleStatement(statement, this.#facts.format, this.#sourceCode),
      statement,
    };
  }

  /**
   * As the file does it: `import … = require()` and `export =` are for compilers that leave no other import to a
   * CommonJS file. Where TypeScript has to be told what `require` gives, what is awaited would have no types else.
   */
  #form(): ModuleStatement['form'] {
    if (this.#facts.format === 'esm') return 'import';
    const isCompiled =
      this.#all().some(({ form }) => form === 'import =') ||
      moduleStatements(this.#sourceCode).some(({ type }) => type === 'TSExportAssignment');
    if (isCompiled) return 'import =';
    return this.#facts.isTypeScript ? 'typed require' : 'require';
  }

  /** A module as the file writes modules: those of Node with or without `node:`. */
  #specifier(module: string): string {
    if (!isBuiltin(module) || module.startsWith('node:')) return module;
    const model = this.#all().find(({ specifier }) => isBuiltin(specifier))?.specifier;
    return model === undefined || model.startsWith('node:') ? `node:${module}` : module;
  }

  /** A name that nothing in the file declares or mentions: `toThread`, else `toThread2` and so on. */
  freeName(wanted: string): string {
    for (let count = 1; ; count++) {
      const name = count === 1 ? wanted : `${wanted}${count}`;
      if (this.#given.has(name) || this.#isTaken(name)) continue;
      this.#given.add(name);
      return name;
    }
  }

  /** A name that is no word of the text is free: that spares most files a look at all their scopes. */
  #isTaken(name: string): boolean {
    const word = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`);
    if (!word.test(this.#sourceCode.text)) return false;
    this.#taken ??= namesIn(this.#sourceCode);
    return this.#taken.has(name);
  }
}

/** The steps that lead from what a name is bound to, to the wanted export; `undefined` when it is not on the way. */
function stepsFrom(
  specifier: string,
  bound: readonly string[],
  { module, path }: Export,
): readonly string[] | undefined {
  const from = bareModuleName(specifier);
  const wanted = bareModuleName(module);
  // The default export of a module of Node is the module itself.
  const steps = bound[0] === 'default' && isBuiltin(specifier) ? bound.slice(1) : bound;
  if (from === wanted) return restOf(path, steps);
  return wanted === 'fs/promises' && PROMISES_OF.has(from) ? restOf(['promises', ...path], steps) : undefined;
}

/** Whether a module, or another one by way of it, can be what a specifier names. */
function mayHold(specifier: string, module: string): boolean {
  const from = bareModuleName(specifier);
  const wanted = bareModuleName(module);
  return from === wanted || (wanted === 'fs/promises' && PROMISES_OF.has(from));
}

/** The modules that export all of `fs/promises` as `promises`. */
export const PROMISES_OF: ReadonlySet<string> = new Set(['fs', 'graceful-fs']);

/** What follows `start` in a path. */
export function restOf(path: readonly string[], start: readonly string[]): readonly string[] | undefined {
  return start.every((step, index) => path[index] === step) ? path.slice(start.length) : undefined;
}

/** A variable for what a package exports by default: `fastGlob` of `fast-glob`. */
function nameOfModule(module: string): string {
  const name = module.slice(module.lastIndexOf('/') + 1);
  return name.replace(/\W+(\w?)/g, (_, letter: string) => letter.toUpperCase());
}

function namesIn({ scopeManager }: SourceCode): Set<string> {
  const names = new Set<string>();
  for (const scope of scopeManager?.scopes ?? []) {
    for (const name of scope.set.keys()) names.add(name);
    for (const { identifier } of scope.through) names.add(identifier.name);
  }
  return names;
}
