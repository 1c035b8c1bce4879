import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, lastName, memberName, variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../../ast.ts';
import { append } from '../../multimap.ts';
import { nodesInFile } from '../../walk.ts';
import { KEEPING_METHODS, REGISTERING_METHODS } from '../known/known-calls.ts';

/** Functions of a file that others call without naming them: which ones, nobody can tell, so that all may be meant. */
export interface KeptFunctions {
  /** Those that listen to something: `emit` runs them in place. */
  readonly listeners: readonly FunctionNode[];
  /** Those in lists and maps. */
  readonly elements: readonly FunctionNode[];
  /** Those that properties of objects are given: `hooks.before = …`. */
  readonly assigned: readonly FunctionNode[];
  /** The methods of its objects and of the instances of its classes, by name: whose an object is, is not always told. */
  readonly methods: ReadonlyMap<string, readonly FunctionNode[]>;
  /** Those that it exports: anybody may hand them back to it. */
  readonly exported: readonly FunctionNode[];
  /** Those that make texts and numbers of objects: `toString`, `toJSON`. */
  readonly converters: readonly FunctionNode[];
  /** Those that are run where a property is read. */
  readonly getters: readonly FunctionNode[];
}

export const NONE_KEPT: KeptFunctions = {
  listeners: [],
  elements: [],
  assigned: [],
  methods: new Map(),
  exported: [],
  converters: [],
  getters: [],
};

/** Finds them, in one walk of the file. */
export function keptFunctions(
  sourceCode: SourceCode,
  functionsIn: (value: Node) => readonly FunctionNode[],
): KeptFunctions {
  const listeners = new Set<FunctionNode>();
  const elements = new Set<FunctionNode>();
  const assigned = new Set<FunctionNode>();
  const exported = new Set<FunctionNode>();
  const converters = new Set<FunctionNode>();
  const getters = new Set<FunctionNode>();
  const methods = new Map<string, FunctionNode[]>();
  const addAll = (to: Set<FunctionNode>, value: Node) => {
    for (const fn of functionsIn(value)) to.add(fn);
  };
  for (const node of nodesInFile(sourceCode)) {
    switch (node.type) {
      case 'CallExpression': {
        const method = node.callee.type === 'MemberExpression' ? (memberName(node.callee) ?? '') : '';
        const isListening = REGISTERING_METHODS.has(method);
        if (!isListening && !KEEPING_METHODS.has(method)) break;
        for (const argument of node.arguments) addAll(isListening ? listeners : elements, argument);
        break;
      }
      case 'ArrayExpression':
        for (const element of node.elements) if (element && isFunction(element)) elements.add(element);
        break;
      case 'AssignmentExpression': {
        if (node.left.type !== 'MemberExpression') break;
        const name = memberName(node.left) ?? undefined;
        if (isExports(node.left)) {
          addAll(exported, node.right);
          break;
        }
        if (name !== undefined && /^on[a-z]/.test(name)) addAll(listeners, node.right);
        for (const fn of functionsIn(node.right)) {
          assigned.add(fn);
          // Under a key that the text does not show, it is an element of a table.
          if (name === undefined) elements.add(fn);
          append(methods, name, fn);
        }
        break;
      }
      case 'ExportNamedDeclaration':
      case 'ExportDefaultDeclaration': {
        const { declaration } = node;
        if (declaration?.type === 'FunctionDeclaration') exported.add(declaration);
        else if (declaration?.type === 'VariableDeclaration')
          for (const { init } of declaration.declarations) addAll(exported, init ?? declaration);
        else if (declaration) addAll(exported, declaration);
        for (const specifier of node.type === 'ExportNamedDeclaration' && !node.source ? node.specifiers : [])
          addAll(exported, specifier.local);
        break;
      }
      case 'MethodDefinition':
      case 'Property':
      case 'PropertyDefinition': {
        const { value } = node;
        if (!value || !isFunction(value)) break;
        const isMethod = node.type === 'Property' ? node.parent.type === 'ObjectExpression' : !node.static;
        const isAccessor = node.type !== 'PropertyDefinition' && (node.kind === 'get' || node.kind === 'set');
        const name = memberName(node) ?? undefined;
        if (isMethod && !isAccessor && name !== 'constructor') append(methods, name, value);
        if (CONVERTERS.has(name ?? '')) converters.add(value);
        if (isAccessor && node.kind === 'get') getters.add(value);
        break;
      }
    }
  }
  return {
    listeners: [...listeners],
    elements: [...elements],
    assigned: [...assigned],
    exported: [...exported],
    converters: [...converters],
    getters: [...getters],
    methods,
  };
}

/** Whether an assignment to a member exports what it is given: `exports.save = …`, `module.exports = …`. */
function isExports({ object, property }: TSESTree.MemberExpression): boolean {
  if (object.type === 'Identifier')
    return object.name === 'exports' || (object.name === 'module' && lastName(property) === 'exports');
  return object.type === 'MemberExpression' && isExports(object);
}

const CONVERTERS = new Set(['toString', 'toJSON', 'valueOf', '[Symbol.toPrimitive]']);

/** Whether a callee makes something happen that others listen to. */
export function isEmit(callee: Node): boolean {
  return (
    callee.type === 'MemberExpression' && /^(?:emit|dispatchEvent|publish)$/.test(memberName(callee) ?? '')
  );
}

/** Whether what is called comes out of a list or a map: `hooks[0]()`, `commands.get(name)()`, an element of a loop. */
export function isTakenFromList(callee: Node, sourceCode: SourceCode): boolean {
  if (callee.type === 'CallExpression')
    return (
      callee.callee.type === 'MemberExpression' &&
      /^(?:at|get|pop|shift)$/.test(memberName(callee.callee) ?? '')
    );
  if (callee.type === 'MemberExpression') return callee.computed && memberName(callee) === null;
  if (callee.type !== 'Identifier') return false;
  const [definition] = variableOf(callee, sourceCode)?.defs ?? [];
  if (definition?.type !== 'Variable') return false;
  const { init, parent } = definition.node;
  if (init) return init.type !== 'Identifier' && isTakenFromList(init, sourceCode);
  return parent.parent.type === 'ForOfStatement';
}

/** What a loop takes its elements out of, where one of them is called: `checks` for `for (const check of checks)`. */
export function listOfLoop(callee: Node, sourceCode: SourceCode): Node | undefined {
  const [definition] = callee.type === 'Identifier' ? (variableOf(callee, sourceCode)?.defs ?? []) : [];
  const loop = definition?.type === 'Variable' ? definition.node.parent.parent : undefined;
  return loop?.type === 'ForOfStatement' ? withoutTypeWrappers(loop.right) : undefined;
}

/** The object or the map whose values a call lists: `checks` in `Object.values(checks)` and `checks.entries()`. */
export function tableOf(list: Node): Node | undefined {
  if (list.type !== 'CallExpression' || list.callee.type !== 'MemberExpression') return undefined;
  if (!/^(?:entries|values)$/.test(memberName(list.callee) ?? '')) return undefined;
  return list.arguments[0] ?? list.callee.object;
}
