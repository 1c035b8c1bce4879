import { isBuiltin } from 'node:module';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { getStringIfConstant, isFunction, moduleStatements, withoutTypeWrappers } from '../../ast.ts';
import type { Node, SourceCode, Variable } from '../../ast.ts';
import type { ModuleFormat } from '../../project/module-format.ts';
import { perFile } from '../../per-file.ts';
import { allNodesIn } from '../../walk.ts';

/**
 * The head of a file: directives, imports and requires, and what has to be done before other modules are loaded. A new
 * import can go anywhere in it, since nothing there runs code of the file itself.
 */
export interface HeadStatement {
  readonly statement: TSESTree.ProgramStatement;
  /**
   * `effect` is what stands there for what it does (`import './tracing.js'`, `require('dotenv').config()`), and
   * `step` a statement that uses imports above it (`tracer.init();`).
   */
  readonly kind: 'directive' | 'import' | 'type import' | 'effect' | 'step';
  /** Imports only. */
  readonly distance?: number;
}

/**
 * How far away a module is: those of Node come first in the usual order of imports, then packages, and last what
 * belongs to the project, which is relative paths and what is commonly an alias of one.
 */
export function distanceOf(specifier: string): number {
  if (isBuiltin(specifier)) return 0;
  return /^(?:\.{0,2}\/|\.{1,2}$|[#~$]|@\/)/.test(specifier) ? 2 : 1;
}

/** ES imports are evaluated first wherever they stand, so that the head of a module begins with the first of them. */
export function headOf(format: ModuleFormat, sourceCode: SourceCode): readonly HeadStatement[] {
  const body = moduleStatements(sourceCode);
  const firstImport = format === 'esm' ? body.findIndex(isImport) : -1;
  const head: HeadStatement[] = [];
  const above = new Set<Node>();
  for (const statement of body.slice(Math.max(firstImport, 0))) {
    const found = importAt(statement, format) ?? initialization(statement, above, format, sourceCode);
    if (!found) break;
    head.push({ ...found, statement });
    above.add(statement);
  }
  // A step belongs to the imports above it only where others follow: else the code of the file begins with it.
  return head.slice(0, head.findLastIndex(({ kind }) => kind !== 'step') + 1);
}

type Found = Omit<HeadStatement, 'statement'>;

function isImport({ type }: Node): boolean {
  return type === 'ImportDeclaration' || type === 'TSImportEqualsDeclaration';
}

function importAt(statement: TSESTree.ProgramStatement, format: ModuleFormat): Found | undefined {
  switch (statement.type) {
    case 'ExpressionStatement':
      return typeof statement.directive === 'string' ? { kind: 'directive' } : undefined;
    case 'ImportDeclaration':
      return statement.specifiers.length === 0 && statement.importKind !== 'type'
        ? { kind: 'effect' }
        : imported(statement.source.value, statement.importKind);
    case 'TSImportEqualsDeclaration': {
      const { moduleReference: reference, importKind } = statement;
      return imported(
        reference.type === 'TSExternalModuleReference' ? reference.expression.value : undefined,
        importKind,
      );
    }
    case 'VariableDeclaration': {
      if (format === 'esm') return undefined;
      const specifiers = statement.declarations.map(({ init }) => init && requiredModule(init));
      const distances = specifiers.flatMap((specifier) => (specifier ? distanceOf(specifier) : []));
      return distances.length === specifiers.length
        ? { kind: 'import', distance: Math.min(...distances) }
        : undefined;
    }
    default:
      return undefined;
  }
}

/** An alias of a namespace (`import fs = Files.fs`) is as near as can be. */
function imported(specifier: string | undefined, importKind: 'type' | 'value' | undefined): Found {
  return {
    kind: importKind === 'type' ? 'type import' : 'import',
    distance: specifier === undefined ? 2 : distanceOf(specifier),
  };
}

/** The module of `require('fs')` and `require('fs').promises`, which do nothing else. */
function requiredModule(init: Node): string | undefined {
  const node = withoutTypeWrappers(init);
  const call = node.type === 'MemberExpression' && !node.computed ? withoutTypeWrappers(node.object) : node;
  return isRequire(call) ? (getStringIfConstant(call.arguments[0]) ?? undefined) : undefined;
}

function isRequire(node: Node): node is TSESTree.CallExpression & { arguments: [TSESTree.Literal] } {
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'Identifier' &&
    node.callee.name === 'require' &&
    node.arguments.length === 1 &&
    node.arguments[0]?.type === 'Literal'
  );
}

/** A statement that sets up a module, with nothing of the file but what stands above it. */
function initialization(
  statement: TSESTree.ProgramStatement,
  above: ReadonlySet<Node>,
  format: ModuleFormat,
  sourceCode: SourceCode,
): Found | undefined {
  const expressions = expressionsOf(statement);
  if (expressions.length === 0 || !usesOnly(above, statement, sourceCode)) return undefined;
  const isSelfContained =
    format !== 'esm' && expressions.every((expression) => isRequire(rootOf(expression)));
  if (isSelfContained) return { kind: 'effect' };
  return statement.type === 'ExpressionStatement' ? { kind: 'step' } : undefined;
}

function expressionsOf(statement: TSESTree.ProgramStatement): readonly Node[] {
  if (statement.type === 'ExpressionStatement') return [statement.expression];
  if (statement.type !== 'VariableDeclaration') return [];
  const values = statement.declarations.flatMap(({ init }) => init ?? []);
  return values.length === statement.declarations.length ? values : [];
}

/** The `require('debug')` of `require('debug')('app').extend('http')`. */
function rootOf(expression: Node): Node {
  const node = withoutTypeWrappers(expression);
  if (isRequire(node)) return node;
  if (node.type === 'MemberExpression') return rootOf(node.object);
  return node.type === 'CallExpression' ? rootOf(node.callee) : node;
}

/** What other modules can reach a file by. */
const EXPORTS = ['exports', 'module', 'globalThis', 'global'];

/** Whether a statement holds no function, and names nothing but globals and what the statements above it declare. */
function usesOnly(above: ReadonlySet<Node>, statement: Node, sourceCode: SourceCode): boolean {
  const references = referencesAround(sourceCode);
  return allNodesIn(statement, sourceCode).every((node) => {
    if (isFunction(node)) return false;
    switch (node.type) {
      case 'AwaitExpression':
      case 'ClassExpression':
      case 'ThisExpression':
        return false;
      case 'Identifier': {
        const reference = references.get(node);
        return (
          !reference ||
          reference.init === true ||
          (!EXPORTS.includes(node.name) && isDeclaredIn(above, reference.resolved))
        );
      }
      default:
        return true;
    }
  });
}

/** The references outside functions and blocks, by their names in the text, as a statement at the top finds them. */
const referencesAround = perFile(({ ast, scopeManager }): ReadonlyMap<Node, TSESLint.Scope.Reference> => {
  const references = scopeManager?.acquire(ast, true)?.references ?? [];
  return new Map(references.map((reference) => [reference.identifier, reference]));
});

function isDeclaredIn(statements: ReadonlySet<Node>, variable: Variable | null): boolean {
  return (variable?.defs ?? []).every(
    ({ node, parent }) => statements.has(node) || (parent != null && statements.has(parent)),
  );
}
