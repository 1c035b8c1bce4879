import { findVariable } from '../../ast.ts';
import type { Node, SourceCode } from '../../ast.ts';
import type { DirectFinding } from '../../detect/blocking-uses.ts';
import { callHazard } from '../call-hazard.ts';
import type { Edits } from '../rewrite.ts';
import type { RewrittenFile } from '../rewrite.ts';

/**
 * Blocking functions that are handed on by their names. A callback takes their place, which has to pass them what
 * they were passed.
 */

/**
 * Functions that look at nothing but their first argument, with what that is called: an array's method also passes the
 * index and the array, and `readFileSync(path, 0)` is an error.
 */
const FIRST_ARGUMENT_ONLY: Readonly<Record<string, string>> = {
  closeSync: 'fd',
  existsSync: 'path',
  lstatSync: 'path',
  statSync: 'path',
  unlinkSync: 'path',
};

/** `(path) => toThread(existsSync, path)` in the place of `existsSync`, for an array's method. */
export function elementCallback(finding: DirectFinding, file: RewrittenFile): Edits | undefined {
  const { entry, node } = finding;
  const name = entry.module === 'fs' ? FIRST_ARGUMENT_ONLY[entry.export] : undefined;
  const parameter = name && freeName([name, 'file', 'item', 'element'], node, file.sourceCode);
  return parameter
    ? aroundReference(finding, (toThread) => [`(${parameter}) => ${toThread}(`, `, ${parameter})`], file)
    : undefined;
}

/** `async (value) => await toThread(readFileSync, value)` in the place of `readFileSync`, for a promise. */
export function valueCallback(
  finding: DirectFinding,
  takesValue: boolean,
  file: RewrittenFile,
): Edits | undefined {
  const { callback = [], handle = [] } = finding.entry.options ?? {};
  // What the promise gives may hold an option that keeps the call on its thread.
  if (finding.entry.options?.at === 0 && callback.length + handle.length > 0) return undefined;
  if (!takesValue)
    return aroundReference(finding, (toThread) => [`async () => await ${toThread}(`, ')'], file);
  const value = freeName(['value', 'result', 'settled'], finding.node, file.sourceCode);
  return value === undefined
    ? undefined
    : aroundReference(finding, (toThread) => [`async (${value}) => await ${toThread}(`, `, ${value})`], file);
}

function aroundReference(
  { node, entry, certain, borrowed }: DirectFinding,
  text: (toThread: string) => [before: string, after: string],
  file: RewrittenFile,
): Edits | undefined {
  const { facts, imports } = file;
  const toThread = imports.reference({ module: facts.runtime, path: ['toThread'] }, node);
  if (entry.crossing !== 'ok' || !certain || borrowed || !toThread) return undefined;
  if (callHazard({ node, entry }, [entry.module], file)) return undefined;
  const { expression, addImport } = toThread;
  const [before, after] = text(expression);
  return (fixer) => [
    ...(addImport ? [addImport(fixer)] : []),
    fixer.insertTextBefore(node, before),
    fixer.insertTextAfter(node, after),
  ];
}

/** The first name that means nothing at a node. */
function freeName(names: readonly string[], at: Node, sourceCode: SourceCode): string | undefined {
  const scope = sourceCode.getScope(at);
  return names.find((name) => findVariable(scope, name) === null);
}
