import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { findVariable, getStringIfConstant, isOpeningBraceToken, moduleStatements } from '../ast.ts';
import type { Node, SourceCode, Variable } from '../ast.ts';
import type { FileFacts } from '../project/file-facts.ts';
import { insertModuleStatement } from './module-statement.ts';

/**
 * How a file comes by `toThread`: through an import it already has, or through one that a fix adds.
 */

/** What to write for `toThread` at a call, and the edit that makes it refer to the runtime. */
export interface RuntimeReference {
  /** `toThread`, a local alias of it, or `namespace.toThread`. */
  readonly expression: string;
  /** Absent when the file already has it under that name. */
  readonly addImport?: (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix;
}

/** A top-level `import … from` or `const … = require()` of the runtime. */
interface RuntimeImport {
  /** Ways to write `toThread` through this import, each with the variable that must be visible for it. */
  readonly names: readonly { readonly expression: string; readonly variable: Variable }[];
  /** Adds a name to the braces of the import, where it has braces. */
  readonly addName?: (name: string) => (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix;
}

const EXPORT = 'toThread';

/** Finds, or prepares, the import of `toThread` for the calls of one file. What the whole file says is read once. */
export class RuntimeImports {
  readonly #runtime: string;
  readonly #file: FileFacts;
  readonly #sourceCode: SourceCode;
  #existing: readonly RuntimeImport[] | undefined;
  #added: RuntimeReference | undefined;

  constructor(file: FileFacts, sourceCode: SourceCode) {
    this.#runtime = file.runtime;
    this.#file = file;
    this.#sourceCode = sourceCode;
  }

  /** How to write `toThread` at a call. An import that is shadowed there is passed over. */
  reference(call: TSESTree.CallExpression): RuntimeReference {
    this.#existing ??= runtimeImports(this.#runtime, this.#sourceCode);
    const names = this.#existing.flatMap((existing) => existing.names);
    if (names.length > 0) {
      const scope = this.#sourceCode.getScope(call);
      const usable = names.find(({ variable }) => findVariable(scope, variable.name) === variable);
      if (usable) return { expression: usable.expression };
    }
    return (this.#added ??= this.#add(this.#existing));
  }

  #add(existing: readonly RuntimeImport[]): RuntimeReference {
    const local = freeName(this.#sourceCode);
    const extendable = existing.find(({ addName }) => addName !== undefined);
    return {
      expression: local,
      addImport:
        extendable?.addName?.(local) ??
        insertModuleStatement(this.#runtime, EXPORT, local, this.#file.format, this.#sourceCode),
    };
  }
}

function runtimeImports(runtime: string, sourceCode: SourceCode): RuntimeImport[] {
  return moduleStatements(sourceCode).flatMap((statement) => {
    if (statement.type === 'ImportDeclaration') {
      return statement.source.value === runtime && statement.importKind !== 'type'
        ? [esmImport(statement, sourceCode)]
        : [];
    }
    if (statement.type !== 'VariableDeclaration' || statement.kind !== 'const') return [];
    return statement.declarations
      .filter(({ init }) => init !== null && isRequireOf(runtime, init))
      .map((declarator) => commonJSImport(declarator, sourceCode));
  });
}

function esmImport(statement: TSESTree.ImportDeclaration, sourceCode: SourceCode): RuntimeImport {
  const names = statement.specifiers.flatMap((specifier) => {
    const [variable] = sourceCode.getDeclaredVariables(specifier);
    if (!variable) return [];
    if (specifier.type === 'ImportNamespaceSpecifier') {
      return [{ expression: `${variable.name}.${EXPORT}`, variable }];
    }
    const isHelper =
      specifier.type === 'ImportSpecifier' &&
      specifier.importKind !== 'type' &&
      specifier.imported.type === 'Identifier' &&
      specifier.imported.name === EXPORT;
    return isHelper ? [{ expression: variable.name, variable }] : [];
  });
  const last = statement.specifiers.at(-1);
  if (last?.type !== 'ImportSpecifier') return { names };
  return { names, addName: (local) => (fixer) => fixer.insertTextAfter(last, `, ${renamed(local, ' as ')}`) };
}

function commonJSImport(declarator: TSESTree.VariableDeclarator, sourceCode: SourceCode): RuntimeImport {
  const { id } = declarator;
  const variables = sourceCode.getDeclaredVariables(declarator);
  if (id.type === 'Identifier') {
    return { names: variables.map((variable) => ({ expression: `${variable.name}.${EXPORT}`, variable })) };
  }
  if (id.type !== 'ObjectPattern') return { names: [] };
  const helper = id.properties.find(
    (property): property is TSESTree.PropertyNonComputedName =>
      property.type === 'Property' &&
      !property.computed &&
      property.key.type === 'Identifier' &&
      property.key.name === EXPORT &&
      property.value.type === 'Identifier',
  )?.value;
  const variable = variables.find(({ identifiers }) =>
    identifiers.some((identifier) => identifier === helper),
  );
  const names = variable ? [{ expression: variable.name, variable }] : [];
  const brace = sourceCode.getFirstToken(id, isOpeningBraceToken);
  if (!brace) return { names };
  const separator = id.properties.length > 0 ? ',' : ' ';
  return {
    names,
    addName: (local) => (fixer) => fixer.insertTextAfter(brace, ` ${renamed(local, ': ')}${separator}`),
  };
}

function isRequireOf(runtime: string, node: Node): boolean {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'require')
    return false;
  const [specifier] = node.arguments;
  return specifier !== undefined && getStringIfConstant(specifier) === runtime;
}

function renamed(local: string, separator: string): string {
  return local === EXPORT ? EXPORT : `${EXPORT}${separator}${local}`;
}

/** A name for `toThread` that nothing in the file declares or mentions: `toThread`, else `toThread2` and so on. */
function freeName({ scopeManager }: SourceCode): string {
  const taken = new Set<string>();
  for (const scope of scopeManager?.scopes ?? []) {
    for (const name of scope.set.keys()) taken.add(name);
    for (const { identifier } of scope.through) taken.add(identifier.name);
  }
  for (let count = 1; ; count++) {
    const name = count === 1 ? EXPORT : `${EXPORT}${count}`;
    if (!taken.has(name)) return name;
  }
}
