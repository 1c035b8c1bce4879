import type { TSESTree } from '@typescript-eslint/utils';
import { getStringIfConstant, variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { Node, SourceCode, Variable } from '../../ast.ts';

/** Where a file gives a module, or an export of it, its name: an import or a `require` at the top, or a part of it. */
export interface ModuleName {
  readonly statement: Node;
  readonly specifier: string;
  /** `readFile` of `import { readFile, watch } from 'fs'`, and the statement itself where it has no other parts. */
  readonly part: Node;
  /** The part with its like: all between the same braces. */
  readonly list: readonly Node[];
  /** What goes with a part that is alone in its list, where the statement has others: its braces and a comma. */
  readonly range?: Readonly<TSESTree.Range>;
}

/** Finds the place where a variable is named, if there is but one and no other name depends on it. */
export function moduleNameOf({ defs }: Variable, sourceCode: SourceCode): ModuleName | undefined {
  const [definition, redeclaration] = defs;
  if (!definition || redeclaration) return undefined;
  if (definition.type === 'Variable') return nameInRequire(definition.name, definition.node, sourceCode);
  if (definition.type !== 'ImportBinding') return undefined;
  const { node, parent } = definition;
  if (node.type === 'TSImportEqualsDeclaration') return nameInImportEquals(node);
  return parent.type === 'ImportDeclaration' ? nameInImport(node, parent, sourceCode) : undefined;
}

function nameInImportEquals(statement: TSESTree.TSImportEqualsDeclaration): ModuleName | undefined {
  const { moduleReference: reference, parent } = statement;
  // `export import fs = require('fs')` hands the name on.
  return reference.type === 'TSExternalModuleReference' && parent.type === 'Program'
    ? { statement, specifier: reference.expression.value, part: statement, list: [statement] }
    : undefined;
}

function nameInImport(
  part: TSESTree.ImportClause,
  statement: TSESTree.ImportDeclaration,
  sourceCode: SourceCode,
): ModuleName {
  const { specifiers, source } = statement;
  const list = specifiers.filter(({ type }) => type === part.type);
  const found = { statement, specifier: source.value, part, list };
  const [first] = specifiers;
  if (list.length > 1 || specifiers.length === 1 || !first) return found;
  if (part === first) {
    const next = sourceCode.getTokenAfter(part, { skip: 1 });
    return next ? { ...found, range: [part.range[0], next.range[0]] } : found;
  }
  const end =
    part.type === 'ImportSpecifier' ? sourceCode.getTokenAfter(part, ({ value }) => value === '}') : part;
  return end ? { ...found, range: [first.range[1], end.range[1]] } : found;
}

function nameInRequire(
  name: Node,
  { id, init, parent: statement }: TSESTree.VariableDeclarator,
  sourceCode: SourceCode,
): ModuleName | undefined {
  if (statement.parent.type !== 'Program' || statement.declarations.length > 1 || !init) return undefined;
  const specifier = requiredModule(init, sourceCode);
  if (specifier === undefined) return undefined;
  if (id.type === 'Identifier') return { statement, specifier, part: statement, list: [statement] };
  if (id.type !== 'ObjectPattern') return undefined;
  const list = id.properties;
  const part = list.find(({ value }) => value === name);
  // What is named is not among the rest.
  return part && !list.some(({ type }) => type === 'RestElement')
    ? { statement, specifier, part, list }
    : undefined;
}

/** The module of `require('fs')` and `require('fs').promises`. */
function requiredModule(init: Node, sourceCode: SourceCode): string | undefined {
  const node = withoutTypeWrappers(init);
  if (node.type === 'MemberExpression' && !node.computed) return requiredModule(node.object, sourceCode);
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'require')
    return undefined;
  const [argument] = node.arguments;
  const isRequire = (variableOf(node.callee, sourceCode)?.defs ?? []).length === 0;
  return (isRequire && argument ? getStringIfConstant(argument) : null) ?? undefined;
}
