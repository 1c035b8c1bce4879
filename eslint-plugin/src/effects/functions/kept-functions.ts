import { isFunction, memberName, variableOf } from '../../ast.ts';
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
  /** The methods of the instances of its classes, by name: whose instance an object is, is not always told. */
  readonly methods: ReadonlyMap<string, readonly FunctionNode[]>;
  /** Those that make texts and numbers of objects: `toString`, `toJSON`. */
  readonly converters: readonly FunctionNode[];
}

/** Finds them, in one walk of the file. */
export function keptFunctions(
  sourceCode: SourceCode,
  functionsIn: (value: Node) => readonly FunctionNode[],
): KeptFunctions {
  const listeners = new Set<FunctionNode>();
  const elements = new Set<FunctionNode>();
  const converters = new Set<FunctionNode>();
  const methods = new Map<string, FunctionNode[]>();
  for (const node of nodesInFile(sourceCode)) {
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
      const method = memberName(node.callee) ?? '';
      const into = REGISTERING_METHODS.has(method)
        ? listeners
        : KEEPING_METHODS.has(method)
          ? elements
          : undefined;
      for (const argument of into ? node.arguments : [])
        for (const fn of functionsIn(argument)) into?.add(fn);
    }
    if (node.type === 'ArrayExpression') {
      for (const element of node.elements) {
        if (element && isFunction(element)) elements.add(element);
      }
    }
    if (node.type === 'MethodDefinition' || node.type === 'Property' || node.type === 'PropertyDefinition') {
      if (
        node.type === 'MethodDefinition' &&
        !node.static &&
        node.kind === 'method' &&
        isFunction(node.value)
      )
        append(methods, memberName(node) ?? undefined, node.value);
      if (CONVERTERS.has(memberName(node) ?? '') && node.value && isFunction(node.value))
        converters.add(node.value);
    }
  }
  return { listeners: [...listeners], elements: [...elements], converters: [...converters], methods };
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
