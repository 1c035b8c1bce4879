import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import {
  getPropertyName,
  getStringIfConstant,
  isOpeningBraceToken,
  moduleStatements,
  withoutTypeWrappers,
} from '../../ast.ts';
import type { Node, SourceCode, Variable } from '../../ast.ts';
import { joiningImport } from './joining-import.ts';

/**
 * What the top level of a file takes from other modules: `import … from` and `const … = require()`, each with the
 * names it gives to exports, and with the place where another name can join them.
 */

/** A statement, or a part of one, that takes something from a module. */
export interface ModuleBinding {
  readonly form: 'import' | 'import =' | 'require';
  readonly statement: TSESTree.Statement;
  /** The module, as the file writes it. */
  readonly specifier: string;
  readonly names: readonly BoundName[];
  /** The braces that another export can be added to. */
  readonly braces?: Braces | undefined;
}

/** A variable and the export it holds, as a path: `[]` is the module itself, `['promises']` its export `promises`. */
interface BoundName {
  readonly variable: Variable;
  readonly path: readonly string[];
}

export interface Braces {
  /** What the names in the braces are taken from: `['promises']` for `const { … } = require('fs').promises`. */
  readonly path: readonly string[];
  /** Adds an export under a local name. */
  readonly add: (name: string, local: string, fixer: TSESLint.RuleFixer) => TSESLint.RuleFix;
}

/** Those that bind names come first: a new name joins one of them rather than an import of nothing, or of types. */
export function moduleBindings(sourceCode: SourceCode): ModuleBinding[] {
  const bindings = bindingsInOrder(sourceCode);
  return [
    ...bindings.filter(({ names }) => names.length > 0),
    ...bindings.filter(({ names }) => names.length === 0),
  ];
}

function bindingsInOrder(sourceCode: SourceCode): ModuleBinding[] {
  return moduleStatements(sourceCode).flatMap((statement) => {
    switch (statement.type) {
      case 'ImportDeclaration':
        return [importBinding(statement, sourceCode)];
      case 'TSImportEqualsDeclaration':
        return importEqualsBinding(statement, sourceCode);
      case 'VariableDeclaration':
        return statement.kind === 'const'
          ? statement.declarations.flatMap(
              (declarator) => requireBinding(statement, declarator, sourceCode) ?? [],
            )
          : [];
      default:
        return [];
    }
  });
}

function importBinding(statement: TSESTree.ImportDeclaration, sourceCode: SourceCode): ModuleBinding {
  const names = statement.specifiers.flatMap((specifier): BoundName[] => {
    const [variable] = sourceCode.getDeclaredVariables(specifier);
    if (!variable) return [];
    if (specifier.type === 'ImportNamespaceSpecifier') return [{ variable, path: [] }];
    if (specifier.type === 'ImportDefaultSpecifier') return [{ variable, path: ['default'] }];
    const { imported, importKind } = specifier;
    const name = imported.type === 'Identifier' ? imported.name : imported.value;
    return importKind === 'type' ? [] : [{ variable, path: [name] }];
  });
  const addName = joiningImport(statement, sourceCode);
  return {
    form: 'import',
    statement,
    specifier: statement.source.value,
    names: statement.importKind === 'type' ? [] : names,
    braces: addName && {
      path: [],
      add: (name, local, fixer) => addName(name === local ? name : `${name} as ${local}`, fixer),
    },
  };
}

function importEqualsBinding(
  statement: TSESTree.TSImportEqualsDeclaration,
  sourceCode: SourceCode,
): ModuleBinding[] {
  const { importKind, moduleReference } = statement;
  if (importKind === 'type' || moduleReference.type !== 'TSExternalModuleReference') return [];
  const specifier = getStringIfConstant(moduleReference.expression);
  const variables = sourceCode.getDeclaredVariables(statement);
  return specifier === null
    ? []
    : [
        {
          form: 'import =',
          statement,
          specifier,
          names: variables.map((variable) => ({ variable, path: [] })),
        },
      ];
}

function requireBinding(
  statement: TSESTree.VariableDeclaration,
  declarator: TSESTree.VariableDeclarator,
  sourceCode: SourceCode,
): ModuleBinding | undefined {
  const { id, init } = declarator;
  const required = init ? requiredPath(init) : undefined;
  if (!required) return undefined;
  const { specifier, path } = required;
  const variables = sourceCode.getDeclaredVariables(declarator);
  if (id.type === 'Identifier') {
    return {
      form: 'require',
      statement,
      specifier,
      names: variables.map((variable) => ({ variable, path })),
    };
  }
  if (id.type !== 'ObjectPattern') return { form: 'require', statement, specifier, names: [] };
  const names = id.properties.flatMap((property): BoundName[] => {
    if (property.type !== 'Property' || property.value.type !== 'Identifier') return [];
    const key = getPropertyName(property);
    const variable = variables.find(({ identifiers }) =>
      identifiers.some((identifier) => identifier === property.value),
    );
    return key === null || !variable ? [] : [{ variable, path: [...path, key] }];
  });
  // What is named is no longer among the rest.
  const hasRest = id.properties.some(({ type }) => type === 'RestElement');
  const brace = hasRest ? null : sourceCode.getFirstToken(id, isOpeningBraceToken);
  const separator = id.properties.length > 0 ? ',' : ' ';
  return {
    form: 'require',
    statement,
    specifier,
    names,
    braces: brace
      ? {
          path,
          add: (name, local, fixer) =>
            fixer.insertTextAfter(brace, ` ${name === local ? name : `${name}: ${local}`}${separator}`),
        }
      : undefined,
  };
}

/** What `require('fs')` and `require('fs').promises` take from which module. */
function requiredPath(expression: Node): { specifier: string; path: readonly string[] } | undefined {
  const node = withoutTypeWrappers(expression);
  if (node.type === 'MemberExpression') {
    const inner = requiredPath(node.object);
    const name = getPropertyName(node);
    return inner && name !== null ? { ...inner, path: [...inner.path, name] } : undefined;
  }
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'require') {
    return undefined;
  }
  const [argument] = node.arguments;
  const specifier = argument ? getStringIfConstant(argument) : null;
  return specifier === null ? undefined : { specifier, path: [] };
}
