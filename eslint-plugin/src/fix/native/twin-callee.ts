import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { Call, Node, SourceCode, Variable } from '../../ast.ts';
import type { CatalogEntry, NativeTwin } from '../../catalog/types.ts';
import { resolveExport } from '../../detect/export-reference.ts';
import { PROMISES_OF, restOf } from '../imports/module-imports.ts';
import type { Export, ModuleImports } from '../imports/module-imports.ts';

/**
 * How the name of a blocking function in a call becomes that of its twin: through the object that the function is
 * read from (`fs.readFileSync` and `fs.promises.readFile`), or through an import.
 */

/** The callee of the rewritten call. */
export interface TwinCallee {
  /** As it will be read: `fs.promises.readFile`. */
  readonly name: string;
  readonly edits: (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[];
}

/** Finds the way to write a twin in a call, or `undefined` where there is none that keeps all comments and types. */
export function twinCallee(
  call: Call,
  entry: CatalogEntry,
  native: NativeTwin,
  imports: ModuleImports,
  sourceCode: SourceCode,
): TwinCallee | undefined {
  const { callee } = call;
  // What somebody says the module to be may have no such function, or one with other types.
  if (isAsserted(callee)) return undefined;
  const wanted: Export = { module: native.module, path: native.export.split('.') };
  const through =
    entry.receiver === undefined
      ? throughModule(callee, wanted, sourceCode)
      : throughInstance(callee, entry, native, sourceCode);
  if (entry.receiver !== undefined) return through;

  const existing = imports.existing(wanted, call);
  if (through && (existing === undefined || length(through.name) <= length(existing))) return through;
  if (sourceCode.getCommentsInside(callee).length > 0) return through;
  const reference = imports.reference(wanted, call);
  if (!reference) return undefined;
  const { expression, addImport } = reference;
  return {
    name: expression,
    edits: (fixer) => [...(addImport ? [addImport(fixer)] : []), fixer.replaceText(callee, expression)],
  };
}

/** Whether an assertion stands around a callee, or around what it is read from. */
function isAsserted(callee: Node): boolean {
  if (withoutTypeWrappers(callee) !== callee) return true;
  return callee.type === 'MemberExpression' && isAsserted(callee.object);
}

/** Calls another method of the same instance, where the twin of a method is one. */
function throughInstance(
  callee: Node,
  entry: CatalogEntry,
  { module, export: exportPath, style }: NativeTwin,
  sourceCode: SourceCode,
): TwinCallee | undefined {
  const end = exportPath.lastIndexOf('.');
  const isSibling =
    style === 'promise' &&
    module === entry.module &&
    end > 0 &&
    entry.export.startsWith(exportPath.slice(0, end + 1));
  return isSibling && callee.type === 'MemberExpression'
    ? reading(callee, callee.object, [exportPath.slice(end + 1)], sourceCode)
    : undefined;
}

/** Reads the twin from the module, or the part of it, that the function is read from. */
function throughModule(callee: Node, wanted: Export, sourceCode: SourceCode): TwinCallee | undefined {
  let node = callee;
  while (node.type === 'MemberExpression') {
    node = node.object;
    const steps = stepsThrough(node, wanted, sourceCode);
    if (steps) return reading(callee, node, steps, sourceCode);
  }
  return undefined;
}

/** The steps from what an object stands for to the twin, where it is on the way. */
function stepsThrough(object: Node, wanted: Export, sourceCode: SourceCode): readonly string[] | undefined {
  const found = resolveExport(object, (module, path) => ({ module, path }), sourceCode);
  if (!found?.certain || isRemainder(object, sourceCode)) return undefined;
  const { module, path } = found.value;
  if (module === wanted.module) return stepsFrom(path, wanted.path, object, sourceCode);
  if (wanted.module !== 'fs/promises' || !PROMISES_OF.has(module)) return undefined;
  return stepsFrom(path, ['promises', ...wanted.path], object, sourceCode);
}

const remainders = new WeakMap<Variable, boolean>();

/** Whether a name holds what others have left of a module: `others` of `const { promises, ...others } = fs`. */
function isRemainder(object: Node, sourceCode: SourceCode): boolean {
  const node = withoutTypeWrappers(object);
  const variable = node.type === 'Identifier' ? variableOf(node, sourceCode) : null;
  if (!variable) return false;
  // A module's variable has a use for each finding, so that its uses are looked at once.
  let found = remainders.get(variable);
  if (found === undefined) {
    remainders.set(variable, false);
    found = variable.references.some(
      ({ identifier, init, writeExpr }) =>
        identifier.parent.type === 'RestElement' ||
        (init === true && writeExpr != null && isRemainder(writeExpr, sourceCode)),
    );
    remainders.set(variable, found);
  }
  return found;
}

/** The steps from one export of a module to another one. What a CommonJS module exports is its default export too. */
function stepsFrom(
  from: readonly string[],
  to: readonly string[],
  object: Node,
  sourceCode: SourceCode,
): readonly string[] | undefined {
  if (to[0] !== 'default') return restOf(to, from[0] === 'default' ? from.slice(1) : from);
  if (from.length > 0) return restOf(to, from);
  return isRequired(object, sourceCode) ? [] : to;
}

/** Whether a module came by `require`, not as the namespace of an import. */
function isRequired(object: Node, sourceCode: SourceCode): boolean {
  if (object.type === 'CallExpression') return true;
  const definition = object.type === 'Identifier' ? variableOf(object, sourceCode)?.defs[0] : undefined;
  return definition?.type === 'Variable' && definition.node.init?.type === 'CallExpression';
}

/** Replaces all that a callee reads from an object. */
function reading(
  callee: Node,
  object: Node,
  steps: readonly string[],
  sourceCode: SourceCode,
): TwinCallee | undefined {
  const isShort = object.type === 'Identifier' || object.type === 'ThisExpression';
  const name = [...(isShort ? [sourceCode.getText(object)] : []), ...steps].join('.');
  const { parent } = object;
  if (parent === callee && parent.type === 'MemberExpression' && !parent.computed && steps.length > 0) {
    const { property } = parent;
    return { name, edits: (fixer) => [fixer.replaceText(property, steps.join('.'))] };
  }
  const mark = sourceCode.getTokenAfter(object, ({ value }) => value === '.' || value === '[');
  const before = mark && sourceCode.getTokenBefore(mark);
  if (!before) return undefined;
  const range: TSESTree.Range = [before.range[1], callee.range[1]];
  if (sourceCode.getCommentsInside(callee).some((comment) => comment.range[0] >= range[0])) return undefined;
  const text = steps.map((step) => `.${step}`).join('');
  return { name, edits: (fixer) => [fixer.replaceTextRange(range, text)] };
}

function length(path: string): number {
  return path.split('.').length;
}
