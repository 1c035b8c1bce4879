import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, moduleStatements } from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';
import { assignedExports, exportsObjects, WHOLE } from '../detect/exported-names.ts';
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
  for (const [name, given] of assignedExports(sourceCode)) {
    for (const value of given) add(name, values.of(value));
  }
  for (const node of copiedToExports(sourceCode)) {
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

/** Objects whose properties become exports: `Object.assign(exports, require('./read'))`. */
function* copiedToExports(sourceCode: SourceCode): Generator<Node> {
  for (const object of exportsObjects(sourceCode)) {
    const { parent } = object;
    if (parent?.type === 'CallExpression' && parent.arguments[0] === object && isAssign(parent.callee))
      yield* parent.arguments.slice(1);
  }
}

function isAssign(callee: Node): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Object' &&
    getPropertyName(callee) === 'assign'
  );
}
