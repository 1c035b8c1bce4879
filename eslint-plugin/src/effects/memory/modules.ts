import { isBuiltin } from 'node:module';
import type { TSESLint } from '@typescript-eslint/utils';
import { variableOf } from '../../ast.ts';
import type { Node, SourceCode, Variable } from '../../ast.ts';
import { bareModuleName } from '../../catalog/create-catalog.ts';
import { CALL_STEP, GLOBAL_MODULE, NEW_STEP } from '../../detect/export-path.ts';
import { resolveExport } from '../../detect/export-reference.ts';
import { append } from '../../multimap.ts';
import { perFile } from '../../per-file.ts';
import { nodesInFile } from '../../walk.ts';
import type { Place } from './location.ts';

/**
 * What is kept in other modules. Functions of a module of the project can have a state between them, which nobody sees
 * from outside: `getUser()` and `setUser(user)`. Those of packages do in their own name only.
 */

const ROOT = 'module ';

/** Whether a module is a part of the project, as far as its name tells: a relative path, or an alias of one. */
export function isProjectModule(module: string): boolean {
  return /^(?:\.{1,2}(?:\/|$)|\/|[#~]|[@$](?:\/|lib\/|app\/)|src\/)/.test(module);
}

/** The place that a module is, or something that it exports. */
export function modulePlace(module: string, steps: readonly string[], text: string): Place {
  const name = bareModuleName(module);
  // What others export by default is the whole of what they export.
  const path = steps[0] === 'default' && !isProjectModule(name) ? steps.slice(1) : steps;
  return name === 'process'
    ? { kind: 'memory', root: 'global process', steps: path, text: ['process', ...path].join('.') }
    : { kind: 'memory', root: `${ROOT}${name}`, steps: path, text };
}

/** Whether a place is what a module of the project exports and may set anew: what has the name of a constant is one. */
export function isOfProject({ root, steps }: Place): boolean {
  return (
    root.startsWith(ROOT) &&
    steps.length > 0 &&
    isProjectModule(root.slice(ROOT.length)) &&
    !/^[A-Z][A-Z\d_]*$/.test(steps.at(-1) ?? '')
  );
}

/** Whether a place belongs to a module. */
export function isOfModule({ root }: Place): boolean {
  return root.startsWith(ROOT);
}

/** The place of what an import declares. */
export function importedPlace(
  { node, parent }: TSESLint.Scope.Definitions.ImportBindingDefinition,
  { name }: Variable,
): Place | undefined {
  if (parent.type !== 'ImportDeclaration') return undefined;
  switch (node.type) {
    case 'ImportNamespaceSpecifier':
      return modulePlace(parent.source.value, [], name);
    case 'ImportDefaultSpecifier':
      return modulePlace(parent.source.value, ['default'], name);
    case 'ImportSpecifier':
      return modulePlace(
        parent.source.value,
        [node.imported.type === 'Identifier' ? node.imported.name : node.imported.value],
        name,
      );
    default:
      return undefined;
  }
}

/** The module that `require('./state')` gives, or `import('./state')` in the end. */
export function requiredPlace(node: Node, sourceCode: SourceCode): Place | undefined {
  if (node.type === 'ImportExpression')
    return node.source.type === 'Literal' && typeof node.source.value === 'string'
      ? modulePlace(node.source.value, [], sourceCode.getText(node))
      : undefined;
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'require')
    return undefined;
  const [module] = node.arguments;
  const isOwn = (variableOf(node.callee, sourceCode)?.defs.length ?? 0) > 0;
  return module?.type === 'Literal' && typeof module.value === 'string' && !isOwn
    ? modulePlace(module.value, [], sourceCode.getText(node))
    : undefined;
}

/** What a function of a module is called, and of which module it is. */
export interface ModuleFunction {
  readonly module: string;
  readonly path: readonly string[];
  /** Whether the module is a part of the project, of Node, or of a package. */
  readonly from: 'project' | 'node' | 'package';
}

/** The function of a module that an expression stands for: not a method of what one has made. */
export function moduleFunction(callee: Node, sourceCode: SourceCode): ModuleFunction | undefined {
  return resolveExport(
    callee,
    (module, path): ModuleFunction | undefined => {
      if (module === GLOBAL_MODULE || path.includes(CALL_STEP) || path.includes(NEW_STEP)) return undefined;
      const from = isProjectModule(module) ? 'project' : isBuiltin(module) ? 'node' : 'package';
      return { module, path, from };
    },
    sourceCode,
  )?.value;
}

/** The names by which a file knows the module of a place. */
export function namesOfModule({ root }: Place, sourceCode: SourceCode): readonly string[] {
  return namesOfModules(sourceCode).get(root) ?? [];
}

/** Where a file loads the module of a place without giving it a name there: `require('./state').user = user`. */
export function loadsOfModule({ root }: Place, sourceCode: SourceCode): readonly Node[] {
  return loadsOfModules(sourceCode).get(root) ?? [];
}

const loadsOfModules = perFile((sourceCode): ReadonlyMap<string, readonly Node[]> => {
  const loads = new Map<string, Node[]>();
  if (!/\brequire\s*\(|\bimport\s*\(/.test(sourceCode.text)) return loads;
  for (const node of nodesInFile(sourceCode)) {
    const place = requiredPlace(node, sourceCode);
    if (place) append(loads, place.root, node);
  }
  return loads;
});

/** The names of all modules that a file has names for, by the roots of their places. */
const namesOfModules = perFile(({ scopeManager, text }): ReadonlyMap<string, readonly string[]> => {
  const names = new Map<string, string[]>();
  for (const { variables } of scopeManager?.scopes ?? []) {
    for (const { name, defs } of variables) {
      const [definition] = defs;
      const source =
        definition?.type === 'ImportBinding'
          ? definition.parent.type === 'ImportDeclaration' && definition.parent.source.value
          : definition?.type === 'Variable' && definition.node.init
            ? /\b(?:import|require)\(\s*(['"`])([^'"`]+)\1/.exec(
                text.slice(...definition.node.init.range),
              )?.[2]
            : undefined;
      if (typeof source === 'string') append(names, `${ROOT}${bareModuleName(source)}`, name);
    }
  }
  return names;
});
