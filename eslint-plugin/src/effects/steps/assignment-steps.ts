import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, isVisiblyFunction, lastName, memberName, withoutTypeWrappers } from '../../ast.ts';
import type { FunctionNode, Node } from '../../ast.ts';
import { allNodesIn } from '../../walk.ts';
import { memberIn } from '../../detect/local-function.ts';
import type { ExpressionSteps } from './expression-steps.ts';
import type { Facts } from './facts.ts';
import type { Place, Touch } from '../memory/location.ts';
import { isReachable } from '../memory/per-run.ts';
import { lookedUpBy, lookedUpStep, placeLookedUp } from './looked-up.ts';
import { inOrder, NOTHING } from './steps.ts';
import type { Step } from './steps.ts';
import { isNumeric } from './written-value.ts';
import { assignedKey, writeTouch } from './writes.ts';

/** Turns what gives places their values into steps: assignments, counters, `delete`, and the setters that they run. */
export class AssignmentSteps {
  readonly #facts: Facts;
  readonly #expressions: ExpressionSteps;

  constructor(facts: Facts, expressions: ExpressionSteps) {
    this.#facts = facts;
    this.#expressions = expressions;
  }

  /** The targets of an assignment, or of a declaration, are given their values. */
  assigned(target: Node, value: Node): Step[] {
    switch (target.type) {
      case 'Identifier': {
        const place = this.#facts.places.bindings.of(target);
        return place ? [this.#write(target, place, value)] : [];
      }
      case 'MemberExpression':
        return this.#assignedMember(target, value);
      case 'ObjectPattern':
        return target.properties.flatMap((property) =>
          this.#assignedWithin(property.type === 'Property' ? property.value : property.argument, value),
        );
      case 'ArrayPattern':
        return target.elements.flatMap((element) => (element ? this.#assignedWithin(element, value) : []));
      case 'AssignmentPattern':
        return [...this.#expressions.of(target.right), ...this.#assignedWithin(target.left, value)];
      case 'RestElement':
        return this.#assignedWithin(target.argument, value);
      case 'VariableDeclaration':
        return [];
      default:
        return [];
    }
  }

  /** A member in a pattern is reached where the pattern comes to it; `assignment` does so for one that stands alone. */
  #assignedWithin(target: Node, value: Node): Step[] {
    return [...this.#reached(target), ...this.assigned(target, value)];
  }

  #reached(target: Node): Step[] {
    if (target.type !== 'MemberExpression') return [];
    const key = target.computed ? this.#expressions.of(target.property) : [];
    return [...this.#expressions.of(target.object), ...key];
  }

  assignment(node: TSESTree.AssignmentExpression): Step[] {
    const { left, right, operator } = node;
    const base = this.#reached(left);
    const handed =
      left.type === 'MemberExpression'
        ? [
            ...this.#facts.callbacks.functionsIn(right).map((fn) => this.#handedOver(node, fn)),
            ...(isVisiblyFunction(right, this.#facts.sourceCode) ? this.#listener(node) : []),
          ]
        : [];
    if (operator === '=') {
      const added = this.#addedTo(left, right);
      if (added && node.parent.type === 'ExpressionStatement' && !this.#accessorRuns(left, right))
        return [...base, ...this.#expressions.of(added), ...this.#counted(left, added)];
      return [...base, ...this.#expressions.of(right), ...this.assigned(left, right), ...handed];
    }
    const accessors = this.#accessorRuns(left, right);
    if (accessors) return [...base, accessors.get, ...this.#expressions.of(right), accessors.set];
    const isConditional = operator === '??=' || operator === '||=' || operator === '&&=';
    if (isConditional) {
      const then = inOrder([...this.#expressions.of(right), ...this.assigned(left, right)]);
      return [...base, ...this.#looks(left), { type: 'either', ways: [then, NOTHING] }];
    }
    const isCount = operator === '-=' || (operator === '+=' && isNumeric(right, this.#facts.sourceCode));
    if (isCount && node.parent.type === 'ExpressionStatement' && !this.#mayWait(right)) {
      return [...base, ...this.#expressions.of(right), ...this.#counted(left, right)];
    }
    return [...base, ...this.#looks(left), ...this.#expressions.of(right), ...this.#changed(left)];
  }

  /** What is added to a number where that is written out: `counts[name] = (counts[name] ?? 0) + 1`. */
  #addedTo(target: Node, value: Node): Node | undefined {
    if (value.type !== 'BinaryExpression' || !/^[-+]$/.test(value.operator)) return undefined;
    const { left, right } = value;
    const { sourceCode } = this.#facts;
    const before = left.type === 'LogicalExpression' && isNumeric(left.right, sourceCode) ? left.left : left;
    const isSame = isPlainPath(target) && sourceCode.getText(before) === sourceCode.getText(target);
    return isSame && isNumeric(right, sourceCode) && !this.#mayWait(right) ? right : undefined;
  }

  /**
   * Whether an expression waits, or would once what blocks in it, or in functions of the file that it runs, has moved:
   * what was read before is old then.
   */
  #mayWait(expression: Node): boolean {
    const { blocking, callbacks, sourceCode } = this.#facts;
    return allNodesIn(expression, sourceCode).some(
      (node) =>
        node.type === 'AwaitExpression' ||
        node.type === 'YieldExpression' ||
        blocking.has(node) ||
        isFunction(node) ||
        (node.type === 'CallExpression' && callbacks.bodiesRun(node).length > 0),
    );
  }

  /** What is added does not depend on the sum, unless it is made of it. */
  #counted(target: Node, value: Node): Step[] {
    const places = this.#placesOfTarget(target);
    const sources = this.#facts.places.of(value).map(({ root }) => root);
    const isOwn = places.every(({ root }) => !sources.includes(root));
    return [
      ...lookedUpStep(target, 'change', this.#facts),
      ...places.map((place): Step => this.#touch(place, isOwn ? 'count' : 'change', target, false)),
    ];
  }

  update(node: TSESTree.UpdateExpression): Step[] {
    const { argument, parent } = node;
    const base = argument.type === 'MemberExpression' ? this.#expressions.of(argument.object) : [];
    const accessors = this.#accessorRuns(argument, argument);
    if (accessors) return [...base, accessors.get, accessors.set];
    const isUnused =
      parent.type === 'ExpressionStatement' || (parent.type === 'ForStatement' && parent.update === node);
    if (isUnused)
      return [
        ...base,
        ...lookedUpStep(argument, 'change', this.#facts),
        ...this.#placesOfTarget(argument).map((place) => this.#touch(place, 'count', argument, false)),
      ];
    return [...base, ...this.#looks(argument), ...this.#changed(argument)];
  }

  deletion(target: Node): Step[] {
    const node = withoutTypeWrappers(target);
    const base = node.type === 'MemberExpression' ? this.#expressions.of(node.object) : [];
    return [
      ...base,
      ...lookedUpStep(node, 'change', this.#facts),
      ...this.#placesOfTarget(node).map((place) => this.#touch(place, 'change', node, false)),
    ];
  }

  #looks(target: Node): Step[] {
    return [
      ...lookedUpStep(target, 'look', this.#facts),
      ...this.#placesOfTarget(target).map((place) => this.#touch(place, 'look', target, false)),
    ];
  }

  #changed(target: Node): Step[] {
    const changes = this.#placesOfTarget(target).map((at): Step => ({
      type: 'touch',
      touch: { at, does: 'change', deep: false, node: target, inOrder: true },
    }));
    return [...lookedUpStep(target, 'change', this.#facts, true), ...changes];
  }

  #placesOfTarget(target: Node): readonly Place[] {
    const node = withoutTypeWrappers(target);
    if (node.type === 'Identifier') {
      const place = this.#facts.places.bindings.of(node);
      return place ? [place] : [];
    }
    return node.type === 'MemberExpression' ? this.#facts.places.of(node).filter(isReachable) : [];
  }

  /** The getter and the setter that an assignment such as `this.free -= 1` runs. */
  #accessorRuns(target: Node, value: Node): { get: Step; set: Step } | undefined {
    const name = target.type === 'MemberExpression' ? memberName(target) : null;
    if (target.type !== 'MemberExpression' || name === null || !this.#facts.hasAccessor(name))
      return undefined;
    const member = memberIn(target.object, name, this.#facts.sourceCode);
    if (!member?.getter && !member?.setter) return undefined;
    const run = (fn: FunctionNode | undefined, args: readonly Node[]): Step =>
      fn ? { type: 'run', node: target, bodies: [fn], args, mode: 'in place' } : NOTHING;
    return { get: run(member.getter, []), set: run(member.setter, [value]) };
  }

  #assignedMember(target: TSESTree.MemberExpression, value: Node): Step[] {
    const name = memberName(target);
    if (name !== null && this.#facts.hasAccessor(name)) {
      const setter = memberIn(target.object, name, this.#facts.sourceCode)?.setter;
      if (setter) return [{ type: 'run', node: target, bodies: [setter], args: [value], mode: 'in place' }];
    }
    const writes = this.#facts.places
      .of(target)
      .filter(isReachable)
      .map((place) => this.#write(target, place, value, assignedKey(target, place)));
    return [...this.#writtenToLookedUp(target, value), ...writes];
  }

  #write(node: Node, place: Place, value: Node, keys: readonly Node[] = []): Step {
    return { type: 'touch', touch: writeTouch({ node, place, value, keys }, this.#facts) };
  }

  /** A property of an object that was looked up is given the same by all who ask for that object, or not. */
  #writtenToLookedUp(target: TSESTree.MemberExpression, value: Node): readonly Step[] {
    const found = lookedUpBy(target, this.#facts);
    if (!found) return [];
    const keys = found.lookup.arguments;
    const { inOrder } = writeTouch({ node: target, place: placeLookedUp(found), value, keys }, this.#facts);
    return lookedUpStep(target, 'change', this.#facts, inOrder);
  }

  /** `socket.onmessage = …` sets a listener. */
  #listener(node: TSESTree.AssignmentExpression): Step[] {
    const { left } = node;
    if (left.type !== 'MemberExpression' || !/^on[a-z]/.test(memberName(left) ?? '')) return [];
    const name = this.#facts.sourceCode.getText(left);
    return [{ type: 'register', node, name, on: this.#facts.made.holders.of(left.object) }];
  }

  #handedOver(node: TSESTree.AssignmentExpression, fn: FunctionNode): Step {
    // `socket.onmessage = …` is called for one event after the other.
    const ordered = /^on[a-z]/.test(lastName(node.left) ?? '');
    return { type: 'later', node, functions: [fn], ordered };
  }

  #touch(at: Place, does: Touch['does'], node: Node, deep: boolean): Step {
    return isReachable(at) ? { type: 'touch', touch: { at, does, deep, node } } : NOTHING;
  }
}

/** Whether an expression only names something, so that it is the same thing when it is evaluated twice. */
function isPlainPath(node: Node): boolean {
  switch (node.type) {
    case 'Identifier':
    case 'Literal':
    case 'ThisExpression':
      return true;
    case 'MemberExpression':
      return isPlainPath(node.object) && (!node.computed || isPlainPath(node.property));
    default:
      return false;
  }
}
