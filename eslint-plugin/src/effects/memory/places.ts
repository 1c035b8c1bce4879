import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, lastName, memberName, variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { Call, FunctionNode, Node, SourceCode, Variable } from '../../ast.ts';
import { baseClass, valueOf } from '../../detect/local-function.ts';
import { receiverOfThis } from '../../detect/receiver.ts';
import { Bindings, globalPlace } from './bindings.ts';
import { idOf } from './ids.ts';
import { ANY, GIVEN, HIDDEN, isGiven, step } from './location.ts';
import { importedPlace, isOfModule, requiredPlace } from './modules.ts';
import { exportsAsThis, isExported, property, sharedBy } from './other-names.ts';
import { isReachable } from './per-run.ts';
import { isPlainValue } from './plain-value.ts';
import { givesView, viewsHeldBy } from './views.ts';
import type { Place } from './location.ts';
import { ELEMENT_METHODS, KEEPING_METHODS, makesFresh } from '../known/known-calls.ts';
import type { Callbacks } from '../functions/callbacks.ts';

/**
 * Finds the memory that an expression leads to, through variables, properties and what is taken from collections. An
 * object that a run has made and kept to itself leads nowhere: nobody else can touch it.
 */

/** Longer chains of aliases are not followed. */
const MAX_DEPTH = 24;

/** Of what could be one of more places than this, the others are not looked at. */
const MOST = 24;

export class Places {
  readonly bindings: Bindings;
  readonly #sourceCode: SourceCode;
  readonly #callbacks: Callbacks;
  readonly #ofVariable = new Map<Variable, readonly Place[]>();
  readonly #entered = new Set<Variable>();
  #isCutShort = false;

  constructor(sourceCode: SourceCode, callbacks: Callbacks) {
    this.bindings = new Bindings(sourceCode, callbacks.parts);
    this.#sourceCode = sourceCode;
    this.#callbacks = callbacks;
  }

  /** Whether some expression leads somewhere that is too many steps away. */
  get isCutShort(): boolean {
    return this.#isCutShort;
  }

  /** The places whose value an expression may give: `accounts.*` for `accounts.get(name)`. */
  of(expression: Node, depth = 0): readonly Place[] {
    if (depth > MAX_DEPTH) {
      this.#isCutShort = true;
      return [];
    }
    const node = withoutTypeWrappers(expression);
    switch (node.type) {
      case 'Identifier':
        return this.#ofIdentifier(node, depth);
      case 'ThisExpression':
      case 'Super':
        return [this.#ofThis(node)];
      case 'MemberExpression': {
        const name = memberName(node) ?? ANY;
        const places = this.of(node.object, depth + 1);
        if (places.length > 0) return places.map((place) => property(place, name));
        const held = this.#heldBy(node.object, name);
        return held ? this.of(held, depth + 1) : [];
      }
      case 'AwaitExpression':
        // What unknown code takes its time to make is made for who asks.
        return this.of(node.argument, depth + 1).filter((place) => !isResult(place));
      case 'SpreadElement':
        return this.of(node.argument, depth + 1);
      case 'AssignmentExpression':
        return this.#union(
          [node.right, ...(/^(?:Identifier|MemberExpression)$/.test(node.left.type) ? [node.left] : [])],
          depth,
        );
      case 'ConditionalExpression':
        return this.#union([node.consequent, node.alternate], depth);
      case 'LogicalExpression':
        return this.#union([node.left, node.right], depth);
      case 'SequenceExpression':
        return this.#union(node.expressions.slice(-1), depth);
      case 'CallExpression':
        return this.#ofCall(node, depth);
      case 'ImportExpression': {
        const imported = requiredPlace(node, this.#sourceCode);
        return imported ? [imported] : [];
      }
      case 'NewExpression': {
        const shared = this.#sharedBy(node, depth);
        if (shared) return shared;
        const made = valueOfName(node.callee, this.#sourceCode);
        return made?.type === 'ClassDeclaration' || made?.type === 'ClassExpression'
          ? [instanceOf(baseClass(made, this.#sourceCode))]
          : [];
      }
      default:
        return [];
    }
  }

  /** What a literal of the run's own has under a name: `account` for `box.user` with `const box = { user: account }`. */
  #heldBy(object: Node, name: string): Node | undefined {
    const value = object.type === 'Identifier' ? valueOf(object, this.#sourceCode) : undefined;
    if (value?.type !== 'ObjectExpression') return undefined;
    const property = value.properties.find((one) => one.type === 'Property' && memberName(one) === name);
    return property?.type === 'Property' ? property.value : undefined;
  }

  /** The places that the methods of an object work on: those of what it is a view of, too. */
  workedOn(object: Node): readonly Place[] {
    const node = withoutTypeWrappers(object);
    const views = node.type === 'MemberExpression' ? viewsHeldBy(node, this.#sourceCode) : [];
    return [...this.of(node), ...views.flatMap((view) => this.of(view))];
  }

  /** The function of the file that an argument stands for. */
  functionGiven(argument: Node): FunctionNode | undefined {
    return this.#callbacks.functionsIn(argument)[0];
  }

  /** What a call gives, where it runs one function of the file that says so in one place. */
  valueGivenBy(call: Call): { readonly fn: FunctionNode; readonly value: Node } | undefined {
    const [fn, another] = this.#callbacks.bodiesRun(call);
    if (!fn || another || !isFunction(fn)) return undefined;
    const value = this.#callbacks.valueGivenBy(fn);
    return value ? { fn, value } : undefined;
  }

  #union(nodes: readonly (Node | null)[], depth: number): readonly Place[] {
    const found = nodes.flatMap((node) => (node ? this.of(node, depth + 1) : []));
    return this.#first(found);
  }

  #first(found: readonly Place[]): readonly Place[] {
    if (found.length <= MOST) return found;
    this.#isCutShort = true;
    return found.slice(0, MOST);
  }

  #ofIdentifier(node: TSESTree.Identifier, depth: number): readonly Place[] {
    const variable = variableOf(node, this.#sourceCode);
    if (!variable || variable.defs.length === 0) {
      return [globalPlace(node.name)];
    }
    let known = this.#ofVariable.get(variable);
    if (!known) {
      // A variable that is made of itself says nothing new.
      if (this.#entered.has(variable)) return [];
      this.#entered.add(variable);
      known = this.#ofValue(variable, depth);
      this.#entered.delete(variable);
      this.#ofVariable.set(variable, known);
    }
    return known;
  }

  #ofValue(variable: Variable, depth: number): readonly Place[] {
    const [definition] = variable.defs;
    switch (definition?.type) {
      case 'Parameter': {
        const list = this.#callbacks.parts.elementsGivenTo(definition.node, definition.name);
        if (list) return this.of(list, depth + 1).map((place) => step(place, ANY));
        if (isPlainValue(variable, this.#sourceCode)) return [];
        const root = `${GIVEN}${variable.name}`;
        return [{ kind: 'memory', root, steps: [], text: variable.name, parameter: variable }];
      }
      case 'ImportBinding':
        return [importedPlace(definition, variable) ?? this.bindings.placeOf(variable)];
      case 'ClassName':
        return [
          {
            kind: 'memory',
            root: `static ${idOf(baseClass(definition.node, this.#sourceCode))}`,
            steps: [],
            text: variable.name,
          },
        ];
      case 'Variable':
        break;
      default:
        return [this.bindings.placeOf(variable)];
    }
    const found = [
      ...variable.references.flatMap(({ writeExpr, identifier }) =>
        writeExpr ? this.#written(writeExpr, identifier, depth) : this.#keptBy(identifier, depth),
      ),
    ];
    // What the module holds for good is known by its name, wherever it came from.
    const isOfModule = found.every(isGiven) && this.bindings.ownerOf(variable).type === 'Program';
    const isCertain = found.length > 0 && found.length <= MOST && !isOfModule;
    if (isCertain && variable.references.every((use) => !use.isWrite() || use.init)) return found;
    return this.bindings.isShared(variable)
      ? [this.bindings.placeOf(variable), ...this.#first(found)]
      : this.#first(found);
  }

  /** What a variable is given by a declaration, an assignment, a pattern or a loop. */
  #written(value: Node, identifier: Node, depth: number): readonly Place[] {
    const path: string[] = [];
    for (let { parent } = identifier; parent; { parent } = parent) {
      switch (parent.type) {
        case 'Property':
          path.unshift(memberName(parent) ?? ANY);
          break;
        case 'ArrayPattern':
          path.unshift(ANY);
          break;
        case 'AssignmentPattern':
          // The default of a pattern is a value of its own.
          if (parent.right === value) return this.of(value, depth + 1);
          break;
        case 'ObjectPattern':
        case 'RestElement':
          break;
        case 'VariableDeclaration':
          if (parent.parent.type === 'ForOfStatement' || parent.parent.type === 'ForInStatement')
            path.unshift(ANY);
          return this.#made(value, path, identifier, depth);
        case 'VariableDeclarator':
          break;
        default:
          return this.#made(value, path, identifier, depth);
      }
    }
    return [];
  }

  #made(value: Node, path: readonly string[], identifier: Node, depth: number): readonly Place[] {
    const node = withoutTypeWrappers(value);
    const found = this.of(node, depth + 1);
    if (node.type === 'ObjectExpression' && path.length === 0 && hasMethods(node)) {
      return [{ kind: 'memory', root: `this ${idOf(node)}`, steps: [], text: nameOf(identifier) }];
    }
    return found.map((place) => path.reduce(step, place));
  }

  /** Where an object is kept: `running.*` for `job` in `running.set(id, job)`. */
  #keptBy(identifier: Node, depth: number): readonly Place[] {
    const { parent } = identifier;
    if (parent?.type === 'AssignmentExpression' && parent.right === identifier) {
      return parent.left.type === 'MemberExpression' ? this.of(parent.left, depth + 1) : [];
    }
    if (parent?.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression') return [];
    const isKept = parent.callee !== identifier && KEEPING_METHODS.has(memberName(parent.callee) ?? '');
    return isKept ? this.of(parent.callee.object, depth + 1).map((place) => step(place, ANY)) : [];
  }

  #ofCall(node: TSESTree.CallExpression, depth: number): readonly Place[] {
    const callee = withoutTypeWrappers(node.callee);
    const [list] = node.arguments;
    if (list && /^(?:Object\.(?:values|entries)|Array\.from)$/.test(this.#sourceCode.getText(callee)))
      return this.of(list, depth + 1).map((place) => step(place, ANY));
    const required = requiredPlace(node, this.#sourceCode);
    if (required) return [required];
    const called = lastName(callee) ?? '';
    // What is stored for a run is there for all that the run has begun.
    if (called === 'getStore')
      return [
        {
          kind: 'memory',
          root: `${RESULT}getStore`,
          steps: [],
          text: `${this.#sourceCode.getText(callee)}()`,
        },
      ];
    const shared = this.#sharedBy(node, depth);
    if (shared) return shared;
    if (callee.type === 'MemberExpression' && givesView(called))
      return this.of(callee.object, depth + 1).map((place) => step(place, HIDDEN));
    if (callee.type === 'Identifier' && givesView(called)) {
      const [place] = this.of(callee, depth + 1);
      if (place && isOfModule(place)) return [step({ ...place, steps: [] }, HIDDEN)];
      if (place?.parameter) return [step(place, HIDDEN)];
    }
    if (makesFresh(node, this.#sourceCode)) return [];
    if (callee.type === 'MemberExpression' && ELEMENT_METHODS.has(memberName(callee) ?? '')) {
      const list = this.of(callee.object, depth + 1);
      if (list.length > 0) return list.map((place) => step(place, ANY));
    }
    const bodies = this.#callbacks.bodiesRun(node);
    const [body] = bodies;
    if (body && isFunction(body)) {
      const value = this.#callbacks.valueGivenBy(body);
      // What a function of the file makes is a new object each time.
      return value ? this.of(value, depth + 1).filter(({ owner }) => owner !== body) : [];
    }
    if (body || !GIVES_WHAT_IS_THERE.test(lastName(callee) ?? '')) return this.#chained(callee, depth);
    if (callee.type === 'MemberExpression') {
      const object = this.of(callee.object, depth + 1);
      if (object.length > 0) return object.map((place) => step(place, HIDDEN));
    }
    const text = this.#sourceCode.getText(callee);
    return [{ kind: 'memory', root: `${RESULT}${text}`, steps: [], text: `${text}()` }];
  }

  /** The memory that what a call or `new` gives has in common with something else. */
  #sharedBy(node: Call, depth: number): readonly Place[] | undefined {
    const shared = sharedBy(node, this.#sourceCode);
    if (!shared) return undefined;
    const places = this.of(shared.of, depth + 1);
    return shared.isBytes ? places.map((place) => ({ ...step(place, ANY), isBytes: true })) : places;
  }

  /** What a method gives that is called on a request or its like is a part of that: `response.status(200)`. */
  #chained(callee: Node, depth: number): readonly Place[] {
    if (callee.type !== 'MemberExpression') return [];
    return this.of(callee.object, depth + 1).filter((place) => !isReachable(place));
  }

  #ofThis(node: Node): Place {
    const receiver = receiverOfThis(node);
    if (!receiver)
      return exportsAsThis(node) ?? { kind: 'memory', root: `${GIVEN}this`, steps: [], text: 'this' };
    const kind = receiver.instance || receiver.node.type === 'ObjectExpression' ? 'this' : 'static';
    const { node: own } = receiver;
    if (isExported(own)) return { ...property(globalPlace('module'), 'exports'), text: 'this' };
    const made = own.type === 'ObjectExpression' ? own : baseClass(own, this.#sourceCode);
    return { kind: 'memory', root: `${kind} ${idOf(made)}`, steps: [], text: 'this' };
  }
}

/** Names of functions that give an object which is there already, and not one that they make. */
const GIVES_WHAT_IS_THERE =
  /^(?:acquire|current|default|ensure|find|get|instance|lookup|resolve|select|shared|use)(?![a-z])/;

const RESULT = `${GIVEN}result of `;

/** Whether a place is what unknown code has given. */
function isResult({ root, steps }: Place): boolean {
  return root.startsWith(RESULT) || steps.includes(HIDDEN);
}

/** The place that the instances of a class are. */
export function instanceOf(made: Node): Place {
  return { kind: 'memory', root: `this ${idOf(made)}`, steps: [], text: 'this' };
}

function valueOfName(callee: Node, sourceCode: SourceCode): Node | undefined {
  return callee.type === 'Identifier' ? valueOf(callee, sourceCode) : undefined;
}

function hasMethods({ properties }: TSESTree.ObjectExpression): boolean {
  return properties.some((property) => property.type === 'Property' && isFunction(property.value));
}

function nameOf(identifier: Node): string {
  return identifier.type === 'Identifier' ? identifier.name : 'object';
}
