import type { TSESTree } from '@typescript-eslint/utils';
import { contains, isFunction, lastName, memberName, variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { FunctionNode, Node, Run, SourceCode, Variable } from '../../ast.ts';
import { appliedCall, boundFunction } from '../../detect/borrowed-call.ts';
import { PROMISE_METHODS } from '../../detect/inline-callers.ts';
import type { InlineCallers } from '../../detect/inline-callers.ts';
import {
  calledBodies,
  classBodies,
  memberIn,
  referredBodies,
  valueGivenBy,
  valueOf,
} from '../../detect/local-function.ts';
import type { Body } from '../../detect/local-function.ts';
import { receiverOfThis } from '../../detect/receiver.ts';
import { isChangingMethod, isLookingMethod, knownCall } from '../known/known-calls.ts';
import { isEmit, isTakenFromList, keptFunctions, listOfLoop, NONE_KEPT, tableOf } from './kept-functions.ts';
import type { KeptFunctions } from './kept-functions.ts';
import { Parts } from './parts.ts';

/** Finds the functions of a file that a call runs, and that an expression stands for. */
export class Callbacks {
  readonly parts: Parts;
  readonly #sourceCode: SourceCode;
  readonly #bodies = new Map<Run, readonly Body[]>();
  /** Variables that are being looked through: one that stands for itself says nothing new. */
  readonly #resolving = new Set<Variable>();
  readonly #ofVariable = new Map<Variable, readonly FunctionNode[]>();
  /** Whether one of those has been come by again. */
  #isCutShort = false;
  #kept: KeptFunctions | undefined;
  #isCollecting = false;

  constructor(sourceCode: SourceCode, callers: InlineCallers) {
    this.parts = new Parts(callers);
    this.#sourceCode = sourceCode;
  }

  /** The functions of the file that a call runs. */
  bodiesRun(call: Run): readonly Body[] {
    let bodies = this.#bodies.get(call);
    if (!bodies) {
      // A function that calls itself by way of its parameter ends here.
      this.#bodies.set(call, []);
      const called = calledBodies(call, this.#sourceCode);
      bodies = called.length > 0 ? called : this.#given(call);
      // While the kept functions are looked for, it is not known yet which there are.
      if (this.#isCollecting) this.#bodies.delete(call);
      else this.#bodies.set(call, bodies);
    }
    return bodies;
  }

  /** Whether the functions that a call runs are told by the name of a method alone, whatever object has it. */
  isGuessed(call: Run): boolean {
    if (call.type !== 'CallExpression') return false;
    const callee = withoutTypeWrappers(call.callee);
    return (
      callee.type === 'MemberExpression' &&
      memberName(callee) !== null &&
      calledBodies(call, this.#sourceCode).length === 0 &&
      this.#applied(call).length === 0 &&
      !isEmit(call.callee)
    );
  }

  /**
   * The functions of the file that a call may run, for all that is known: what is called was given by code outside the
   * file, which can have got hold of what the file exports.
   */
  bodiesOutside(call: Run): readonly FunctionNode[] {
    const callee = call.type === 'TaggedTemplateExpression' ? undefined : withoutTypeWrappers(call.callee);
    if (callee?.type !== 'Identifier' || this.bodiesRun(call).length > 0) return [];
    const [definition] = variableOf(callee, this.#sourceCode)?.defs ?? [];
    if (definition?.type !== 'Parameter' || !isFunction(definition.node)) return [];
    // A callback that is run in place, and the executor of a promise, are called by what is known.
    if (this.parts.isPart(definition.node) || isExecutor(definition.node)) return [];
    // An asynchronous one is another run, as any that somebody begins.
    return this.kept.exported.filter((fn) => !fn.async && !fn.generator);
  }

  /** The functions of the file that are called by a name which stands for no single one. */
  #given(call: Run): readonly Body[] {
    const { callee: written } = call as Partial<TSESTree.CallExpression>;
    if (!written) return [];
    const callee = withoutTypeWrappers(written);
    if (call.type === 'NewExpression') return this.#constructors(callee);
    const applied = this.#applied(call);
    if (applied.length > 0) return applied;
    if (isEmit(callee)) return this.kept.listeners;
    if (callee.type === 'ConditionalExpression' || callee.type === 'LogicalExpression')
      return this.functionsIn(callee);
    if (callee.type === 'CallExpression') {
      const given = this.#givenByCall(callee);
      if (given.length > 0) return given;
    }
    if (callee.type === 'MemberExpression') {
      const name = memberName(callee);
      if (name === null) return this.#elementsOf(callee.object);
      return this.#mayBeOfFile(callee.object) ? (this.kept.methods.get(name) ?? []) : [];
    }
    if (isTakenFromList(callee, this.#sourceCode)) {
      const list = listOfLoop(callee, this.#sourceCode);
      return list ? this.#elementsOf(list) : this.kept.elements;
    }
    return callee.type === 'Identifier' ? this.#ofName(callee) : [];
  }

  /** The functions that are called by way of `call`, `apply` or `Reflect.apply`: those that a parameter stands for, too. */
  #applied(call: Run): readonly FunctionNode[] {
    const applied = appliedCall(call, this.#sourceCode);
    return applied ? this.functionsIn(withoutTypeWrappers(applied.callee)) : [];
  }

  /** What `new` may run, where the class is taken out of an object or a list: `new kinds[kind]()`. */
  #constructors(callee: Node): readonly Body[] {
    if (callee.type !== 'MemberExpression' || memberName(callee) !== null) return [];
    const list = callee.object.type === 'Identifier' ? valueOf(callee.object, this.#sourceCode) : undefined;
    const classes =
      list?.type === 'ObjectExpression'
        ? list.properties.flatMap((one) => (one.type === 'Property' ? [one.value] : []))
        : list?.type === 'ArrayExpression'
          ? list.elements.filter((one) => one !== null)
          : [];
    return classes.flatMap((made) => classBodies(made, this.#sourceCode));
  }

  /** The functions in an object of the file: `handlers[name](…)`; those in all lists and maps, for another one. */
  #elementsOf(list: Node): readonly FunctionNode[] {
    const object = tableOf(list) ?? list;
    const value = object.type === 'Identifier' ? valueOf(object, this.#sourceCode) : object;
    const own = value ? [...this.functionsIn(value), ...this.#methodsOf(value)] : [];
    return own.length > 0 ? own : [...new Set([...this.kept.elements, ...this.kept.assigned])];
  }

  /** The methods of an instance of a class of the file: `this[name](…)`, `new Checks()[name](…)`. */
  #methodsOf(object: Node): readonly FunctionNode[] {
    const made =
      object.type === 'ThisExpression'
        ? receiverOfThis(object)?.node
        : object.type === 'NewExpression'
          ? classBodies(object.callee, this.#sourceCode)[0]
          : undefined;
    if (made?.type === 'ObjectExpression') return this.functionsIn(made);
    if (made?.type !== 'ClassDeclaration' && made?.type !== 'ClassExpression') return [];
    return made.body.body.flatMap((member) =>
      member.type === 'MethodDefinition' && member.kind === 'method' && isFunction(member.value)
        ? [member.value]
        : [],
    );
  }

  /** Whether an object may be an instance of a class of the file, or an object literal that somebody has filled. */
  #mayBeOfFile(object: Node): boolean {
    const node = withoutTypeWrappers(object);
    if (node.type === 'Super') return true;
    if (node.type === 'MemberExpression')
      return node.object.type === 'ThisExpression' || memberName(node) === null;
    if (node.type !== 'Identifier') return false;
    const [definition] = variableOf(node, this.#sourceCode)?.defs ?? [];
    if (definition?.type === 'Parameter') return true;
    if (definition?.type !== 'Variable') return false;
    // What a class or a list of the file gives, where neither says which; what was an empty object at first.
    const value = valueOf(node, this.#sourceCode);
    if (!value) return definition.node.parent.parent.type === 'ForOfStatement';
    return (
      value.type === 'ObjectExpression' ||
      (value.type === 'NewExpression' && value.callee.type !== 'Identifier') ||
      (value.type === 'MemberExpression' && memberName(value) === null) ||
      isTakenFromList(value, this.#sourceCode)
    );
  }

  /** The functions that a variable may stand for: a parameter, what a pattern takes out, or what a function gives. */
  #ofName(name: TSESTree.Identifier): readonly FunctionNode[] {
    const variable = variableOf(name, this.#sourceCode);
    if (!variable) return [];
    const known = this.#ofVariable.get(variable);
    if (known) return known;
    if (this.#resolving.has(variable)) {
      this.#isCutShort = true;
      return [];
    }
    this.#resolving.add(variable);
    const found = this.#ofDefinition(variable);
    this.#resolving.delete(variable);
    const isOutermost = this.#resolving.size === 0;
    // What has come by itself on the way, or does not know yet which functions are kept, is found out anew.
    if (!this.#isCollecting && (isOutermost || !this.#isCutShort)) this.#ofVariable.set(variable, found);
    if (isOutermost) this.#isCutShort = false;
    return found;
  }

  #ofDefinition(variable: Variable): readonly FunctionNode[] {
    const [definition] = variable.defs;
    if (definition?.type === 'Parameter' && isFunction(definition.node))
      return [...new Set(this.#ofParameter(definition.node, definition.name))];
    if (definition?.type !== 'Variable') return [];
    const found = new Set<FunctionNode>();
    for (const { identifier, writeExpr } of variable.references) {
      if (!writeExpr) continue;
      for (const fn of this.#taken(withoutTypeWrappers(writeExpr), stepsTo(identifier))) found.add(fn);
    }
    return [...found];
  }

  /** The functions that the calls of the file pass for a parameter: `work` in `inFolder(folder, work)`. */
  #ofParameter(fn: FunctionNode, name: Node): readonly FunctionNode[] {
    const index = fn.params.findIndex((one) => contains(one, name));
    const parameter = fn.params[index];
    if (!parameter) return [];
    const list = this.parts.elementsGivenTo(fn, name);
    if (list) return this.#elementsOf(list);
    const path = stepsTo(name);
    const byDefault = parameter.type === 'AssignmentPattern' ? this.#taken(parameter.right, path) : [];
    const own =
      name.parent?.type === 'AssignmentPattern' && name.parent !== parameter
        ? this.functionsIn(name.parent.right)
        : [];
    const holder =
      fn.type === 'FunctionDeclaration'
        ? fn.id
        : fn.parent.type === 'VariableDeclarator'
          ? fn.parent.id
          : null;
    const variable = holder?.type === 'Identifier' ? variableOf(holder, this.#sourceCode) : null;
    const given = (variable?.references ?? []).flatMap(({ identifier: { parent } }) => {
      const argument = parent.type === 'CallExpression' ? parent.arguments[index] : undefined;
      return argument ? this.#taken(argument, path) : [];
    });
    return [...byDefault, ...own, ...given];
  }

  /** The functions that are found in a value by the properties of a pattern. */
  #taken(value: Node, [step, ...rest]: readonly string[]): readonly FunctionNode[] {
    if (step === undefined) {
      if (value.type === 'CallExpression') return this.#givenByCall(value);
      return isTakenFromList(value, this.#sourceCode) ? this.kept.elements : this.functionsIn(value);
    }
    if (tableOf(value)) return this.#elementsOf(value);
    if (rest.length > 0) return [];
    if (value.type === 'ArrayExpression') {
      const element = value.elements[Number(step)];
      return element ? this.functionsIn(element) : [];
    }
    if (value.type === 'CallExpression') {
      const inner = this.bodiesRun(value).flatMap((body) =>
        isFunction(body) ? (this.valueGivenBy(body) ?? []) : [],
      );
      return inner.flatMap((part) => this.#taken(part, [step]));
    }
    const member = memberIn(value, step, this.#sourceCode)?.value;
    return member ? this.functionsIn(member) : [];
  }

  /** The functions that a call gives: what a function of the file returns, or wraps that nobody knows. */
  #givenByCall(call: TSESTree.CallExpression): readonly FunctionNode[] {
    const bound = boundFunction(call);
    if (bound) return this.functionsIn(bound.callee);
    const bodies = this.bodiesRun(call);
    const name = lastName(call.callee) ?? '';
    // What gives a list, a value or a promise does not give the function back that it was given.
    const isKnown =
      (PROMISE_METHODS.has(name) && call.callee.type === 'MemberExpression') ||
      isLookingMethod(name) ||
      isChangingMethod(name) ||
      knownCall(call, this.#sourceCode) !== 'unknown' ||
      call.parent.type === 'ForOfStatement';
    if (bodies.length === 0)
      return isKnown ? [] : call.arguments.flatMap((argument) => this.functionsIn(argument));
    return bodies.flatMap((body) => {
      const given = isFunction(body) ? this.valueGivenBy(body) : null;
      return given ? this.functionsIn(given) : [];
    });
  }

  /** The functions that the file hands to somebody who keeps them: listeners, handlers in lists, converters. */
  get kept(): KeptFunctions {
    if (this.#kept) return this.#kept;
    if (this.#isCollecting) return NONE_KEPT;
    this.#isCollecting = true;
    const kept = keptFunctions(this.#sourceCode, (value) => this.functionsIn(value));
    this.#isCollecting = false;
    return (this.#kept = kept);
  }

  /** What a function gives, where it says so in one place. */
  valueGivenBy(fn: FunctionNode): Node | null {
    return valueGivenBy(fn, this.#sourceCode);
  }

  /** The functions of the file that an expression stands for, where it is handed to somebody. */
  functionsIn(value: Node): readonly FunctionNode[] {
    switch (value.type) {
      case 'ObjectExpression':
        return value.properties.flatMap((property) =>
          property.type === 'Property' ? this.functionsIn(property.value) : [],
        );
      case 'ArrayExpression':
        return value.elements.flatMap((element) => (element ? this.functionsIn(element) : []));
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        return [value];
      case 'ConditionalExpression':
        return [...this.functionsIn(value.consequent), ...this.functionsIn(value.alternate)];
      case 'LogicalExpression':
        return [...this.functionsIn(value.left), ...this.functionsIn(value.right)];
      case 'Identifier': {
        const referred = referredBodies(value, this.#sourceCode).filter(isFunction);
        return referred.length > 0 ? referred : this.#ofName(value);
      }
      case 'MemberExpression':
      case 'CallExpression': {
        const referred = referredBodies(value, this.#sourceCode).filter(isFunction);
        const bound = referred.length === 0 ? boundFunction(value) : undefined;
        return bound ? this.functionsIn(bound.callee) : referred;
      }
      default:
        return [];
    }
  }
}

/** The properties and indices by which a pattern comes to a name. */
function stepsTo(name: Node): string[] {
  const path: string[] = [];
  for (let node = name, parent = name.parent; parent; node = parent, parent = node.parent) {
    if (parent.type === 'Property' && parent.parent.type === 'ObjectPattern')
      path.unshift(memberName(parent) ?? '');
    else if (parent.type === 'ArrayPattern')
      path.unshift(String(parent.elements.findIndex((one) => one === node)));
    else if (parent.type !== 'AssignmentPattern' && parent.type !== 'ObjectPattern') break;
  }
  return path;
}

/** Whether a function is what `new Promise` runs. */
function isExecutor({ parent }: FunctionNode): boolean {
  return parent.type === 'NewExpression' && lastName(parent.callee) === 'Promise';
}
