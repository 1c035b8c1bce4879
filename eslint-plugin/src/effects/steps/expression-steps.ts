import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, lastName, memberName, variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { FunctionNode, Node } from '../../ast.ts';
import { memberIn, valueOf } from '../../detect/local-function.ts';
import { AssignmentSteps } from './assignment-steps.ts';
import { AwaitSteps } from './await-steps.ts';
import { CallSteps } from './call-steps.ts';
import type { Facts } from './facts.ts';
import { loadingTouch } from './file-touches.ts';
import { FIRST_TICK_PROPERTIES } from '../known/known-calls.ts';
import { wholeOf } from '../memory/builtin-objects.ts';
import { ANY, step } from '../memory/location.ts';
import type { Place, Touch } from '../memory/location.ts';
import { isOfProject } from '../memory/modules.ts';
import { isReachable } from '../memory/per-run.ts';
import { lookedUpStep } from './looked-up.ts';
import { inOrder, NOTHING } from './steps.ts';
import type { Step } from './steps.ts';

/**
 * How much of what an expression gives is looked at: the value itself, all that can be reached from it, or nothing but
 * the way to something else.
 */
type Look = 'deep' | 'value' | 'way';

/** Operators that make numbers or texts of their operands. */
const CONVERTING = /^(?:[-+*/%<>]|\*\*|[<>]=)$/;

/** Turns expressions into steps, in the order in which the language evaluates them. */
export class ExpressionSteps {
  readonly #facts: Facts;
  readonly #calls: CallSteps;
  readonly #assignments: AssignmentSteps;
  readonly #awaits: AwaitSteps;

  /** @param stepsOfFunction what a callback does that is run in place */
  constructor(facts: Facts, stepsOfFunction: (fn: FunctionNode) => Step) {
    this.#facts = facts;
    this.#assignments = new AssignmentSteps(facts, this);
    this.#calls = new CallSteps(facts, this, stepsOfFunction);
    this.#awaits = new AwaitSteps(facts, this, this.#calls);
  }

  of(expression: Node, look: Look = 'value'): Step[] {
    // What is behind a `?.` may be left out, an `await` among it too.
    if (expression.type === 'ChainExpression')
      return [{ type: 'either', ways: [inOrder(this.of(expression.expression, look)), NOTHING] }];
    const node = withoutTypeWrappers(expression);
    switch (node.type) {
      case 'Identifier':
        return this.#identifier(node, look);
      case 'MemberExpression':
        return this.#member(node, look);
      case 'CallExpression':
      case 'NewExpression':
        return this.#calls.of(node, 'begun');
      case 'TaggedTemplateExpression':
        return [...this.of(node.tag), ...this.of(node.quasi, 'deep'), ...this.#calls.tagged(node)];
      case 'AwaitExpression':
        return this.#awaits.of(node);
      case 'YieldExpression':
        return [...(node.argument ? this.of(node.argument, 'deep') : []), { type: 'suspend', node }];
      case 'ImportExpression': {
        const touch =
          node.source.type === 'Literal' ? undefined : loadingTouch(node.source, node, this.#facts);
        return [
          ...this.of(node.source),
          ...(touch ? [{ type: 'touch', touch } as const] : []),
          this.#facts.made.byImport(node),
        ];
      }
      case 'AssignmentExpression':
        return this.#assignments.assignment(node);
      case 'UpdateExpression':
        return this.#assignments.update(node);
      case 'UnaryExpression':
        if (node.operator === 'delete') return this.#assignments.deletion(node.argument);
        return [...this.of(node.argument), ...(/^[-+]$/.test(node.operator) ? this.conversions(node) : [])];
      case 'LogicalExpression':
        return [
          ...this.of(node.left, look).map(deciding),
          { type: 'either', ways: [inOrder(this.of(node.right, look)), NOTHING] },
        ];
      case 'ConditionalExpression':
        return [
          ...this.test(node.test),
          {
            type: 'either',
            ways: [inOrder(this.of(node.consequent, look)), inOrder(this.of(node.alternate, look))],
          },
        ];
      case 'ArrayExpression':
        return node.elements.flatMap((element) => (element ? this.of(element, 'deep') : []));
      case 'ObjectExpression':
        return node.properties.flatMap((property) =>
          property.type === 'SpreadElement'
            ? [...this.of(property.argument, 'deep'), ...this.getters(property)]
            : [...(property.computed ? this.of(property.key) : []), ...this.of(property.value, 'deep')],
        );
      case 'SpreadElement':
        return this.of(node.argument, 'deep');
      case 'ClassDeclaration':
      case 'ClassExpression':
        return this.#classHead(node);
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
      case 'Literal':
      case 'ThisExpression':
      case 'Super':
      case 'PrivateIdentifier':
      case 'MetaProperty':
        return [];
      case 'TemplateLiteral':
        return [...node.expressions.flatMap((part) => this.of(part, 'deep')), ...this.conversions(node)];
      case 'BinaryExpression':
        return [
          ...(node.left.type === 'PrivateIdentifier' ? [] : this.of(node.left)),
          ...this.of(node.right, node.operator === 'in' ? 'deep' : 'value'),
          ...(CONVERTING.test(node.operator) ? this.conversions(node) : []),
        ];
      default:
        return this.#parts(node).flatMap((part) => this.of(part, look));
    }
  }

  /** What is done next depends on what is looked at. */
  test(expression: Node): Step[] {
    return this.of(expression).map(deciding);
  }

  /** What a function gives back: its caller gets the promise of a run. */
  given(expression: Node): Step[] {
    const node = withoutTypeWrappers(expression);
    return node.type === 'CallExpression' ? this.#calls.of(node, 'given') : this.of(node, 'deep');
  }

  declarator({ id, init }: TSESTree.VariableDeclarator): Step[] {
    if (!init) return [];
    const value = id.type === 'Identifier' ? this.of(init) : [...this.of(init), ...this.#taken(id, init)];
    // Nobody has seen a variable before it is declared.
    return [...value, ...this.pattern(id)];
  }

  /** The defaults of a parameter or a pattern. */
  pattern(node: Node): Step[] {
    switch (node.type) {
      case 'AssignmentPattern':
        return [...this.of(node.right), ...this.pattern(node.left)];
      case 'ObjectPattern':
        return node.properties.flatMap((property) =>
          this.pattern(property.type === 'Property' ? property.value : property.argument),
        );
      case 'ArrayPattern':
        return node.elements.flatMap((element) => (element ? this.pattern(element) : []));
      default:
        return [];
    }
  }

  /** The targets of an assignment, or of the head of a loop, are given their values. */
  assigned(target: Node, value: Node): Step[] {
    return this.#assignments.assigned(target, value);
  }

  /** A turn of a loop looks at the list again. */
  iterated(list: Node): Step[] {
    // An iterator goes on for all who use it.
    const does = this.#isIterator(list) ? 'change' : 'look';
    return this.#facts.places.of(list).map((place) => this.#touch(step(place, ANY), does, list, false));
  }

  #isIterator(list: Node): boolean {
    const value = list.type === 'Identifier' ? valueOf(list, this.#facts.sourceCode) : undefined;
    if (value?.type !== 'CallExpression') return false;
    const [body] = this.#facts.callbacks.bodiesRun(value);
    if (body) return isFunction(body) && body.generator;
    return /^(?:entries|keys|matchAll|values|\[Symbol\.iterator\])$/.test(lastName(value.callee) ?? '');
  }

  /** Who iterates what emits comes too late for what was emitted before. */
  awaitedIteration({ right }: TSESTree.ForOfStatement): Step[] {
    const on = this.#facts.made.holders.of(right);
    return [
      { type: 'register', node: right, name: 'for await', on: on.filter((holder) => !isParameter(holder)) },
    ];
  }

  #identifier(node: TSESTree.Identifier, look: Look): Step[] {
    const steps: Step[] = [];
    const variable = variableOf(node, this.#facts.sourceCode);
    if (variable) steps.push({ type: 'used', variable, node });
    const binding = this.#facts.places.bindings.of(node);
    if (binding) steps.push(this.#touch(binding, 'look', node, look === 'deep'));
    else if (look === 'value') steps.push(...this.#imported(node));
    if (look !== 'deep') return steps;
    // Whoever takes what an iterator gives takes it from all others.
    if (this.#isIterator(node)) steps.push(...this.iterated(node));
    for (const place of this.#facts.places.of(node)) {
      if (place.root === binding?.root) continue;
      const touch = this.#touch(place, 'look', node, true);
      steps.push(variable?.defs[0]?.type === 'ImportBinding' ? live(touch) : touch);
    }
    return steps;
  }

  /** What is imported has the value that its module gives it last. */
  #imported(node: TSESTree.Identifier): Step[] {
    const isCallee = node.parent.type === 'CallExpression' && node.parent.callee === node;
    // A variable that was given such a value is another one.
    if (isCallee || variableOf(node, this.#facts.sourceCode)?.defs[0]?.type !== 'ImportBinding') return [];
    const places = this.#facts.places.of(node).filter(isOfProject);
    return places.map((place) => live(this.#touch(place, 'look', node, false)));
  }

  #member(node: TSESTree.MemberExpression, look: Look): Step[] {
    const name = memberName(node);
    const steps = [
      ...this.of(node.object, 'way'),
      ...(node.computed && name === null ? this.of(node.property) : []),
    ];
    if (name !== null && this.#facts.hasAccessor(name)) {
      const getter = memberIn(node.object, name, this.#facts.sourceCode)?.getter;
      if (getter) return [...steps, { type: 'run', node, bodies: [getter], args: [], mode: 'in place' }];
    }
    if (name !== null && FIRST_TICK_PROPERTIES.has(name)) {
      const on = this.#facts.made.holders.of(node.object);
      steps.push({ type: 'register', node, name, on });
    }
    // To call a method is not to look at it: what that does to its object is what counts.
    const isCallee = node.parent.type === 'CallExpression' && node.parent.callee === node;
    if (isCallee || look === 'way') return steps;
    const places = this.#facts.places.of(node);
    if (places.length === 0 && name === 'aborted') {
      const at: Place = {
        kind: 'memory',
        root: 'an abort signal',
        steps: [name],
        text: this.#facts.sourceCode.getText(node),
      };
      return [...steps, this.#touch(at, 'look', node, false)];
    }
    const whole = wholeOf(node, this.#facts.sourceCode);
    const parts = whole ? this.#facts.places.of(whole) : [];
    return [
      ...steps,
      ...lookedUpStep(node, 'look', this.#facts),
      ...places.map((place) => live(this.#touch(place, 'look', node, look === 'deep'))),
      ...parts.map((place) => this.#touch(place, 'look', node, true)),
    ];
  }

  /** What a pattern takes out of what it is given. */
  #taken(pattern: Node, init: Node): Step[] {
    if (pattern.type !== 'ObjectPattern') return this.iterated(init);
    return this.#facts.places.of(init).flatMap((place) =>
      pattern.properties.map((property) => {
        const name = property.type === 'Property' ? (memberName(property) ?? ANY) : ANY;
        return this.#touch(step(place, name), 'look', property, false);
      }),
    );
  }

  #touch(at: Place, does: Touch['does'], node: Node, deep: boolean): Step {
    return isReachable(at) ? { type: 'touch', touch: { at, does, deep, node } } : NOTHING;
  }

  /** What is evaluated when a class is made: what it extends, the names of its members, and its static fields. */
  #classHead({ superClass, body }: TSESTree.ClassDeclaration | TSESTree.ClassExpression): Step[] {
    const keys = body.body.flatMap((member) => ('computed' in member && member.computed ? [member.key] : []));
    const fields = body.body.flatMap((member) =>
      member.type === 'PropertyDefinition' && member.static && member.value ? this.of(member.value) : [],
    );
    return [...(superClass ? this.of(superClass) : []), ...keys.flatMap((key) => this.of(key)), ...fields];
  }

  /** What the language calls to make a text or a number of an object, where the file has such a method. */
  conversions(node: Node): Step[] {
    const bodies = this.#facts.converters;
    return bodies.length > 0 ? [{ type: 'run', node, bodies, args: [], mode: 'in place' }] : [];
  }

  /** What is called where all properties of an object are read, where the file has getters. */
  getters(node: Node): Step[] {
    const bodies = this.#facts.getters;
    return bodies.length > 0 ? [{ type: 'run', node, bodies, args: [], mode: 'in place' }] : [];
  }

  #parts(node: Node): Node[] {
    const keys = this.#facts.sourceCode.visitorKeys[node.type] ?? [];
    return keys
      .filter((key) => !/^type|^returnType$/.test(key))
      .flatMap((key) => {
        // Visitor keys name the properties that hold nodes, or lists of them.
        const child = node[key as keyof Node] as unknown as Node | (Node | null)[] | null | undefined;
        return Array.isArray(child) ? child.filter((part) => part !== null) : child ? [child] : [];
      });
  }
}

/** What a module of the project exports is set by its functions, so that a look at it asks what they have done. */
function live(step: Step): Step {
  return step.type === 'touch' && step.touch.at.kind === 'memory' && isOfProject(step.touch.at)
    ? { type: 'touch', touch: { ...step.touch, isLive: true } }
    : step;
}

function deciding(step: Step): Step {
  switch (step.type) {
    case 'touch':
      return step.touch.does === 'look' && !step.touch.deep
        ? { type: 'touch', touch: { ...step.touch, decides: true } }
        : step;
    case 'all':
      return inOrder(step.steps.map(deciding));
    case 'either':
      return { type: 'either', ways: step.ways.map(deciding) };
    default:
      return step;
  }
}

function isParameter(holder: unknown): boolean {
  return (
    typeof holder === 'object' &&
    holder !== null &&
    'defs' in holder &&
    (holder as { defs: { type: string }[] }).defs[0]?.type === 'Parameter'
  );
}
