import type { TSESTree } from '@typescript-eslint/utils';
import { calleeOf, isCall } from '../ast.ts';
import type { Node, Run, SourceCode } from '../ast.ts';
import { importedUses } from './binding-uses.ts';
import { borrowedCall } from './borrowed-call.ts';
import type { Site } from './call-sites.ts';
import type { BlockingWay } from './call-graph.ts';
import { importedVariables, LOADERS, referencesToGlobals } from './catalog-roots.ts';
import { resolveFunction } from './export-reference.ts';
import type { InlineCallers } from './inline-callers.ts';

/** Where a file runs functions of other files of its project. */

/** A function of another file, as it is written where it is used. */
export interface ImportedFunction {
  /** The name of the module, as it is written. */
  readonly specifier: string;
  /** The way from what the module exports: names, and the steps of `export-reference.ts`. */
  readonly path: readonly string[];
  /** Whether it is constructed. */
  readonly construct: boolean;
}

/** A place that runs one. */
export interface ImportedCall extends Site {
  readonly fn: ImportedFunction;
}

/** The other files of the project, seen from one of them. */
export interface OtherFiles {
  /** Whether an import leads to a file of the project from which something that blocks can be reached. */
  readonly leadsToBlocking: (specifier: string) => boolean;
  /** Why running a function of another file blocks, or nothing when it is not known to. */
  readonly way: (fn: ImportedFunction) => BlockingWay | undefined;
}

/**
 * Finds the places that run functions of other files, by the file's bindings.
 *
 * @param imports the dynamic imports of the file
 * @param isLookedFor tells whether functions of a module matter
 */
export function importedCalls(
  imports: readonly TSESTree.ImportExpression[],
  isLookedFor: (specifier: string) => boolean,
  callers: InlineCallers,
  sourceCode: SourceCode,
): readonly ImportedCall[] {
  const roots = {
    variables:
      importedVariables(sourceCode, (specifier) => isLoader(specifier) || isLookedFor(specifier)) ?? [],
    references: [...requires(sourceCode, isLookedFor)],
  };
  const found = new Map<Node, ImportedCall>();
  for (const { expression, call } of importedUses(roots, imports, sourceCode)) {
    const isCallee = calleeOf(call) === expression;
    const node = isCallee ? call : expression;
    if (found.has(node) || (!isCallee && !(isCall(call) && callers.callsNamed(expression, call)))) continue;
    const fn = isCallee ? called(call, isLookedFor, sourceCode) : named(expression, isLookedFor, sourceCode);
    if (fn) found.set(node, { node, handedOn: !isCallee, fn });
  }
  return [...found.values()];
}

/** The function of another file that a call runs. */
function called(
  call: Run,
  isLookedFor: (specifier: string) => boolean,
  sourceCode: SourceCode,
): ImportedFunction | undefined {
  const borrowed = borrowedCall(call);
  if (borrowed) return named(borrowed.callee, isLookedFor, sourceCode);
  const fn = named(calleeOf(call), isLookedFor, sourceCode);
  return fn && { ...fn, construct: call.type === 'NewExpression' };
}

/** The function of another file that an expression stands for, whatever else happens. */
function named(
  expression: Node,
  isLookedFor: (specifier: string) => boolean,
  sourceCode: SourceCode,
): ImportedFunction | undefined {
  const found = resolveFunction(
    expression,
    (specifier, path) => (isLookedFor(specifier) ? { specifier, path, construct: false } : undefined),
    sourceCode,
  );
  return found?.certain ? found.value : undefined;
}

/** `createRequire` comes from a module, and what it makes gives others. */
function isLoader(specifier: string): boolean {
  return specifier === 'node:module' || specifier === 'module';
}

const LOADER_GLOBALS = new Set(['module', 'require']);

function* requires(
  { scopeManager }: SourceCode,
  isLookedFor: (specifier: string) => boolean,
): Generator<TSESTree.Identifier> {
  for (const identifier of referencesToGlobals(scopeManager, LOADER_GLOBALS)) {
    if (identifier.type !== 'Identifier') continue;
    const { parent } = identifier;
    if (parent.type === 'CallExpression' && parent.callee === identifier) {
      const [specifier] = parent.arguments;
      if (specifier?.type === 'Literal' && isLookedFor(String(specifier.value))) yield identifier;
    } else if (identifier.name === 'require' || isLoaderMember(parent)) yield identifier;
  }
}

/** `module.require`, not the many `module.exports`. */
function isLoaderMember(parent: Node): boolean {
  return (
    parent.type === 'MemberExpression' &&
    parent.property.type === 'Identifier' &&
    LOADERS.has(parent.property.name)
  );
}
