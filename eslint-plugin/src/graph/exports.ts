import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, moduleStatements } from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';
import { referencesToGlobals } from '../detect/catalog-roots.ts';
import { WHOLE } from './summary.ts';
import type { ModuleSummary, Value } from './summary.ts';
import type { ValueReader } from './values.ts';

/** Finds what a file exports, as ES modules and as CommonJS modules do. */

export function exportsOf(sourceCode: SourceCode, values: ValueReader): ModuleSummary {
  const exports = new Map<string, Value>();
  const stars: string[] = [];
  const add = (name: string, value: Value | undefined): void => {
    if (value) exports.set(name, value);
  };
  for (const statement of moduleStatements(sourceCode)) {
    switch (statement.type) {
      case 'ExportAllDeclaration':
        if (statement.exportKind === 'type') break;
        if (!statement.exported) stars.push(statement.source.value);
        else add(nameOf(statement.exported), imported(statement.source.value, []));
        break;
      case 'ExportDefaultDeclaration':
        add('default', values.of(statement.declaration));
        break;
      case 'ExportNamedDeclaration':
        if (statement.exportKind === 'type') break;
        for (const [name, value] of named(statement, values, sourceCode)) add(name, value);
        break;
      case 'TSExportAssignment':
        add(WHOLE, values.of(statement.expression));
        break;
    }
  }
  const { assigned, copied } = assignments(sourceCode);
  for (const [name, value] of assigned) add(name, values.of(value));
  for (const node of copied) {
    const value = values.of(node);
    if (value?.kind === 'object') for (const [name, member] of value.members) add(name, member);
    if (value?.kind === 'imported' && value.path.length === 0) stars.push(value.specifier);
  }
  return { exports, stars };
}

function* named(
  { declaration, source, specifiers }: TSESTree.ExportNamedDeclaration,
  values: ValueReader,
  sourceCode: SourceCode,
): Generator<readonly [string, Value | undefined]> {
  for (const { exported, exportKind, local } of specifiers) {
    if (exportKind === 'type') continue;
    const value = source ? imported(source.value, [nameOf(local)]) : values.of(local);
    yield [nameOf(exported), value];
  }
  if (declaration?.type === 'VariableDeclaration') {
    for (const declarator of declaration.declarations) {
      for (const variable of sourceCode.getDeclaredVariables(declarator)) {
        const [name] = variable.identifiers;
        if (name) yield [variable.name, values.of(name)];
      }
    }
  } else if (declaration && 'id' in declaration && declaration.id?.type === 'Identifier') {
    yield [declaration.id.name, values.of(declaration)];
  }
}

function imported(specifier: string, path: readonly string[]): Value {
  return { kind: 'imported', specifier, path };
}

function nameOf(name: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return name.type === 'Identifier' ? name.name : name.value;
}

const COMMONJS = new Set(['exports', 'module']);

/** What a CommonJS module gives its exports. */
interface Assignments {
  readonly assigned: readonly (readonly [name: string, value: Node])[];
  /** Objects whose properties become exports: `Object.assign(exports, require('./read'))`. */
  readonly copied: readonly Node[];
}

function assignments({ scopeManager }: SourceCode): Assignments {
  const assigned: (readonly [string, Node])[] = [];
  const copied: Node[] = [];
  for (const identifier of referencesToGlobals(scopeManager, COMMONJS)) {
    const target = exportsObject(identifier);
    if (!target) continue;
    const { parent } = target;
    if (parent?.type === 'AssignmentExpression' && parent.left === target) {
      // `exports = …` alone gives a variable another value, and exports nothing.
      if (identifier.name === 'module' || isGivenToModule(parent)) assigned.push([WHOLE, parent.right]);
    } else if (parent?.type === 'MemberExpression' && parent.object === target) {
      const name = getPropertyName(parent);
      const write = parent.parent;
      if (name !== null && write.type === 'AssignmentExpression' && write.left === parent)
        assigned.push([name, write.right]);
    } else if (
      parent?.type === 'CallExpression' &&
      parent.arguments[0] === target &&
      isAssign(parent.callee)
    ) {
      copied.push(...parent.arguments.slice(1));
    }
  }
  return { assigned, copied };
}

/** The object of exports, which is `exports` or `module.exports`. */
function exportsObject(identifier: TSESTree.Identifier | TSESTree.JSXIdentifier): Node | undefined {
  if (identifier.name === 'exports') return identifier;
  const { parent } = identifier;
  return parent.type === 'MemberExpression' && getPropertyName(parent) === 'exports' ? parent : undefined;
}

/** `module.exports = exports = …` */
function isGivenToModule({ parent }: TSESTree.AssignmentExpression): boolean {
  return parent.type === 'AssignmentExpression' && exportsObjectOf(parent.left);
}

function exportsObjectOf(target: Node): boolean {
  return (
    target.type === 'MemberExpression' &&
    target.object.type === 'Identifier' &&
    target.object.name === 'module' &&
    getPropertyName(target) === 'exports'
  );
}

function isAssign(callee: Node): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Object' &&
    getPropertyName(callee) === 'assign'
  );
}
