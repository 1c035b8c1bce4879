import { isBuiltin } from 'node:module';
import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../ast.ts';
import type { Call, Node, SourceCode, Variable } from '../ast.ts';
import type { Catalog } from '../catalog/create-catalog.ts';
import { builtInCatalog, createCatalog } from '../catalog/index.ts';
import type { NativeTwin } from '../catalog/index.ts';
import { catalogRoots } from '../detect/catalog-roots.ts';
import { GLOBAL_MODULE } from '../detect/export-path.ts';
import { resolveExport } from '../detect/export-reference.ts';
import { perFile } from '../per-file.ts';
import { mockedModules } from './mocked-modules.ts';

/**
 * The modules that a file changes for the whole process, or may: it writes to one, or hands it as a whole to a function
 * that could. Another thread has its own modules, which nobody has changed.
 */

/** Each changed module, with the text of the place that changes it. */
type Patches = ReadonlyMap<string, string>;

/** What may be called now, and what in its place. */
let withTwins: Catalog | undefined;

function catalogWithTwins(): Catalog {
  const { entries } = builtInCatalog;
  return createCatalog([
    ...entries,
    ...entries.flatMap((entry) => (entry.native ? { ...entry, ...pathOf(entry.native) } : [])),
  ]);
}

function pathOf({ module, export: path }: NativeTwin): Pick<NativeTwin, 'export' | 'module'> {
  return { module, export: path };
}

const patchesOf = perFile(
  (sourceCode): Patches => new Map([...mockedModules(sourceCode), ...new PatchFinder(sourceCode).patches]),
);

/** The text of the place where a file may change what a module exports, if there is one. */
export function patchOf(module: string, sourceCode: SourceCode): string | undefined {
  return patchesOf(sourceCode).get(module);
}

/** Follows modules from where the file gets them. The cost grows with their uses, not with the file. */
class PatchFinder {
  readonly patches = new Map<string, string>();
  readonly #sourceCode: SourceCode;
  readonly #seen = new Set<Node | Variable>();

  constructor(sourceCode: SourceCode) {
    this.#sourceCode = sourceCode;
    const roots = catalogRoots(sourceCode, (withTwins ??= catalogWithTwins()));
    for (const variable of roots?.variables ?? []) this.#variable(variable);
    for (const reference of roots?.references ?? []) this.#value(reference);
  }

  /** @param module what the variable is known to hold, where its own definition does not say it */
  #variable(variable: Variable, module?: string): void {
    if (this.#seen.has(variable)) return;
    this.#seen.add(variable);
    for (const { identifier } of variable.references) this.#value(identifier, module);
  }

  #value(start: Node, module?: string): void {
    for (let node = start; node.parent; node = node.parent) {
      if (this.#seen.has(node)) return;
      this.#seen.add(node);
      const { parent } = node;
      switch (parent.type) {
        case 'MemberExpression':
          if (parent.object !== node) return;
          if (isWritten(parent)) this.#patch(module ?? this.#moduleOf(node), parent, ' = …');
          break;
        case 'CallExpression':
        case 'NewExpression':
          if (parent.callee !== node) {
            this.#handedOver(node, parent, module);
            return;
          }
          // What `require` gives is a module too.
          if (start !== node || parent.type === 'NewExpression') return;
          break;
        case 'VariableDeclarator':
          if (parent.init === node)
            for (const variable of this.#sourceCode.getDeclaredVariables(parent))
              this.#variable(variable, parent.id.type === 'Identifier' ? module : undefined);
          return;
        case 'AssignmentExpression': {
          const { left, right } = parent;
          const variable =
            right === node && left.type === 'Identifier' ? variableOf(left, this.#sourceCode) : null;
          if (variable) this.#variable(variable, module);
          return;
        }
        case 'AwaitExpression':
        case 'ChainExpression':
        case 'LogicalExpression':
        case 'TSAsExpression':
        case 'TSNonNullExpression':
        case 'TSSatisfiesExpression':
        case 'TSTypeAssertion':
          break;
        default:
          return;
      }
    }
  }

  /** A module of Node that is given to a function as a whole. Those of packages may be functions themselves. */
  #handedOver(node: Node, call: Call, known: string | undefined): void {
    const module = known ?? this.#moduleOf(node);
    const at = call.arguments.findIndex((argument) => argument === node);
    if (module === undefined || at === -1 || !(isBuiltin(module) || NODE_LIKE.has(module))) return;
    if (resolveExport(call.callee, (from, path) => reads(from, path, at), this.#sourceCode)) return;
    const parameter = parameterOf(call, at, this.#sourceCode);
    if (parameter === 'none') return;
    if (parameter) this.#variable(parameter, module);
    else this.#patch(module, call.callee, '(…)');
  }

  #patch(module: string | undefined, place: Node, rest: string): void {
    if (module !== undefined && !this.patches.has(module))
      this.patches.set(module, this.#sourceCode.getText(place).replaceAll(/\s*\n\s*/g, '') + rest);
  }

  /** The module that an expression stands for as a whole. */
  #moduleOf(node: Node): string | undefined {
    return resolveExport(
      node,
      (module, path) => {
        const steps = path.filter((step) => step !== 'default');
        if (module === GLOBAL_MODULE || steps.length > 1) return undefined;
        if (steps.length === 0) return module;
        return module === 'fs' && steps[0] === 'promises' ? 'fs/promises' : undefined;
      },
      this.#sourceCode,
    )?.value;
  }
}

/** Packages that export what `fs` does. */
const NODE_LIKE = new Set(['fs-extra', 'graceful-fs']);

/** Whether a function leaves what it gets at a position as it is. */
function reads(module: string, path: readonly string[], at: number): true | undefined {
  const name = [module, ...path].filter((step) => step !== GLOBAL_MODULE && step !== 'default').join('.');
  if (name === 'Object.assign') return at > 0 || undefined;
  // A function of Node does nothing to the module that it is called on: `fs.readFileSync.bind(fs)`.
  if (at === 0 && isBuiltin(module) && /^(?:apply|bind|call)$/.test(path.at(-1) ?? '')) return true;
  return READERS.test(name) || undefined;
}

const READERS =
  /^(?:Object\.(?:create|entries|freeze|fromEntries|get\w+|hasOwn|is\w*|keys|seal|values)|Reflect\.(?:get\w*|has|ownKeys)|Boolean|String|console\.\w+|util\.(?:inspect|is\w+|types\.\w+))$/;

/** What a function of the file has for an argument: a variable, or nothing that keeps the whole of it. */
function parameterOf(call: Call, at: number, sourceCode: SourceCode): Variable | 'none' | undefined {
  if (call.callee.type !== 'Identifier') return undefined;
  const definition = variableOf(call.callee, sourceCode)?.defs[0];
  const fn =
    definition?.type === 'FunctionName'
      ? definition.node
      : definition?.type === 'Variable' && definition.parent.kind === 'const'
        ? definition.node.init
        : undefined;
  if (!fn || !('params' in fn)) return undefined;
  if (/\barguments\b/.test(sourceCode.getText(fn))) return undefined;
  const parameter = fn.params[at];
  if (!parameter) return fn.params.at(-1)?.type === 'RestElement' ? undefined : 'none';
  const name = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  if (name.type === 'ObjectPattern') return 'none';
  if (name.type !== 'Identifier') return undefined;
  return sourceCode.getDeclaredVariables(fn).find(({ identifiers }) => identifiers.includes(name));
}

/** Whether a member is given another value, or taken away. */
function isWritten(member: TSESTree.MemberExpression): boolean {
  const { parent } = member;
  switch (parent.type) {
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.left === member;
    case 'UpdateExpression':
    case 'ArrayPattern':
    case 'RestElement':
      return true;
    case 'UnaryExpression':
      return parent.operator === 'delete';
    case 'Property':
      return parent.value === member && parent.parent.type === 'ObjectPattern';
    default:
      return false;
  }
}
