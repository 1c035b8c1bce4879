import type { TSESTree } from '@typescript-eslint/utils';
import { calleeOf, getStaticValue, isFunction, isVisiblyFunction, withoutTypeWrappers } from '../ast.ts';
import type { Node, Run, SourceCode } from '../ast.ts';
import type { Catalog } from '../catalog/create-catalog.ts';
import type { CatalogEntry } from '../catalog/types.ts';
import { borrowedCall } from './borrowed-call.ts';
import type { Arguments } from './borrowed-call.ts';
import type { Site } from './call-sites.ts';
import { CALL_STEP, NEW_STEP } from './export-path.ts';
import { resolveFunction } from './export-reference.ts';
import type { Lookup } from './export-path.ts';
import type { ExportReference } from './export-reference.ts';

/** A use of a function that the catalog says blocks. */
export interface BlockingCall extends Site {
  readonly node: TSESTree.Expression;
  readonly entry: CatalogEntry;
  /** False when the callee may also be another function: `(options.read ?? fs.readFileSync)(path)`. */
  readonly certain: boolean;
  /** Present for a call by way of `call`, `apply` or `bind`, which pass a `this` on: what the function is called with. */
  readonly borrowed?: { readonly args: Arguments };
}

/** Tells blocking calls from all others in one file. */
export class BlockingCalls {
  readonly #catalog: Catalog;
  readonly #sourceCode: SourceCode;

  constructor(catalog: Catalog, sourceCode: SourceCode) {
    this.#catalog = catalog;
    this.#sourceCode = sourceCode;
  }

  /** What a call, a construction or a tagged template does, if it blocks. */
  ofCall(node: Run): BlockingCall | undefined {
    const called = this.#resolve(calleeOf(node));
    const borrowed = called ? undefined : borrowedCall(node);
    const found = borrowed ? this.#resolve(borrowed.callee) : called;
    if (!found || (found.value.construct === true) !== (node.type === 'NewExpression')) return undefined;
    const { value: entry, certain } = found;
    if (node.type === 'TaggedTemplateExpression') {
      return entry.tag && { node, handedOn: false, entry, certain };
    }
    const args = argumentsAfter(found.bound, borrowed ? borrowed.args : node.arguments);
    const blocks = args ? blocksWith(args, entry, this.#sourceCode) : alwaysBlocks(entry);
    if (!blocks) return undefined;
    return {
      node,
      handedOn: false,
      entry,
      certain,
      ...((borrowed ?? found.bound) && { borrowed: { args } }),
    };
  }

  /** What a function does that is handed on without being called, if it blocks: `paths.map(readFileSync)`. */
  ofReference(node: TSESTree.Expression): BlockingCall | undefined {
    const found = this.#resolve(node);
    if (!found || found.value.construct || !alwaysBlocks(found.value)) return undefined;
    const { value: entry, certain, bound } = found;
    return { node, handedOn: true, entry, certain, ...(bound && { borrowed: { args: undefined } }) };
  }

  #resolve(callee: Node): ExportReference<CatalogEntry> | undefined {
    return this.#mayBlock(callee) ? resolveFunction(callee, this.#lookup, this.#sourceCode) : undefined;
  }

  readonly #lookup: Lookup<CatalogEntry> = (module, path) => {
    const made = path.findIndex((step) => step === CALL_STEP || step === NEW_STEP);
    // The module itself is what a CommonJS package assigns to `module.exports`.
    const name = path.length === 0 ? 'default' : path.join('.');
    const found =
      this.#catalog.find(module, name) ?? (made === -1 ? undefined : this.#findMethod(module, path, made));
    // CommonJS modules and Node's own are their default export, and interop helpers nest it.
    return found ?? (path[0] === 'default' ? this.#lookup(module, path.slice(1)) : undefined);
  };

  /** Follows `new DatabaseSync(p).prepare(sql).all` from class to class. */
  #findMethod(module: string, path: readonly string[], made: number): CatalogEntry | undefined {
    const given = this.#catalog.classMadeBy(module, path.slice(0, made).join('.') || 'default');
    if (path[made] === CALL_STEP && given === undefined) return undefined;
    let className = given ?? path[made - 1];
    let entry: CatalogEntry | undefined;
    // Behind each step that makes an object comes the name of one of its methods.
    for (let at = made + 1; at < path.length; at += 2) {
      const method = path[at];
      if (className === undefined || method === undefined) return undefined;
      entry = this.#catalog.findMethod(module, className, method);
      className = this.#catalog.classMadeBy(module, `${className}.${method}`);
    }
    return (path.length - made) % 2 === 0 ? entry : undefined;
  }

  /** A cheap test by name that spares most members the resolution. A renamed binding can have any name. */
  #mayBlock(callee: Node): boolean {
    const node = withoutTypeWrappers(callee);
    if (node.type !== 'MemberExpression' || node.computed) return !isFunction(node) && node.type !== 'Super';
    if (node.property.type !== 'Identifier') return false;
    const { name } = node.property;
    return name === 'default' || this.#catalog.names.has(name) || this.#catalog.methodNames.has(name);
  }
}

/** How people write the function: `fs.readFileSync`, `Atomics.wait`, `new DatabaseSync`. */
export function displayName({
  module,
  export: exportPath,
  construct,
  receiver,
  loads,
}: CatalogEntry): string {
  if (loads) return 'require';
  const isDefault = exportPath === 'default';
  const name = isDefault ? module : exportPath;
  if (construct) return `new ${name}`;
  return isDefault || module === 'globalThis' || receiver !== undefined ? name : `${module}.${name}`;
}

/** Whether a function only asks about paths. */
export function isLookup({ lookup }: CatalogEntry): boolean {
  return lookup === true;
}

/** Whether a function blocks whatever it is called with. */
function alwaysBlocks({ callbackAt, whenArgument }: CatalogEntry): boolean {
  return callbackAt === undefined && !whenArgument;
}

/** What a bound function is called with in the end. */
function argumentsAfter(bound: ExportReference<CatalogEntry>['bound'], args: Arguments): Arguments {
  if (!bound) return args;
  return bound.args && args && [...bound.args, ...args];
}

/** Whether a call with these arguments blocks: some functions do only without a callback, or for some values. */
function blocksWith(
  args: readonly TSESTree.CallExpressionArgument[],
  { callbackAt, whenArgument }: CatalogEntry,
  sourceCode: SourceCode,
): boolean {
  if (callbackAt !== undefined && takesCallback(args, callbackAt, sourceCode)) return false;
  if (!whenArgument) return true;
  const argument = args[whenArgument.index];
  if (!argument || argument.type === 'SpreadElement') return false;
  const known = getStaticValue(argument, sourceCode.getScope(argument));
  switch (whenArgument.is) {
    case 'number':
      return typeof known?.value === 'number';
    case 'false':
      return known?.value === false;
    case 'file':
      return !known || (typeof known.value === 'string' && isFile(known.value));
  }
}

/** Whether a specifier names a file, not a package. */
function isFile(specifier: string): boolean {
  return /^(?:\.{0,2}[\\/]|\.{1,2}$|[a-z]:[\\/])/i.test(specifier);
}

/** A function earlier in the list takes the callback's place where arguments are optional: `randomInt(9, callback)`. */
function takesCallback(
  args: readonly TSESTree.CallExpressionArgument[],
  callbackAt: number,
  sourceCode: SourceCode,
): boolean {
  return (
    args.length > callbackAt ||
    args.some((argument) => argument.type === 'SpreadElement' || isVisiblyFunction(argument, sourceCode))
  );
}
