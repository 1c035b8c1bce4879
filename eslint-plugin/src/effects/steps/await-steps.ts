import type { TSESTree } from '@typescript-eslint/utils';
import { withoutTypeWrappers } from '../../ast.ts';
import type { Node } from '../../ast.ts';
import { valueOf } from '../../detect/local-function.ts';
import { knownCall } from '../known/known-calls.ts';
import type { CallSteps } from './call-steps.ts';
import type { ExpressionSteps } from './expression-steps.ts';
import type { Facts } from './facts.ts';
import type { Step } from './steps.ts';

/** Turns what is awaited into steps, and tells whether the run certainly waits for it. */
export class AwaitSteps {
  readonly #facts: Facts;
  readonly #expressions: ExpressionSteps;
  readonly #calls: CallSteps;

  constructor(facts: Facts, expressions: ExpressionSteps, calls: CallSteps) {
    this.#facts = facts;
    this.#expressions = expressions;
    this.#calls = calls;
  }

  of(node: TSESTree.AwaitExpression): Step[] {
    const argument = withoutTypeWrappers(node.argument);
    const steps =
      argument.type === 'CallExpression'
        ? this.#calls.of(argument, 'awaited')
        : this.#expressions.of(argument, 'deep');
    const suspension = this.#suspension(node, argument, steps);
    return [
      ...steps,
      suspension ?? { type: 'mark', node },
      ...(argument.type === 'CallExpression' ? [this.#facts.made.byAwaited(argument)] : []),
    ];
  }

  /** Whether what is awaited takes its time: a value that is there takes a microtask, in which no event is handled. */
  #suspension(node: TSESTree.AwaitExpression, argument: Node, steps: readonly Step[]): Step | undefined {
    switch (argument.type) {
      case 'Literal':
      case 'TemplateLiteral':
      case 'ArrayExpression':
      case 'ObjectExpression':
      case 'BinaryExpression':
        return undefined;
      // A variable or a property may hold what is there already.
      case 'MemberExpression':
        return undefined;
      case 'Identifier':
        return this.#holdsBegun(argument) ? { type: 'suspend', node } : undefined;
      case 'CallExpression': {
        const runs = this.#calls.runsJoined(argument, steps);
        return runs === 'nothing' ? undefined : { type: 'suspend', node, joins: runs };
      }
      default:
        return { type: 'suspend', node };
    }
  }

  /** Whether a variable holds what a call has begun. */
  #holdsBegun(name: TSESTree.Identifier): boolean {
    const value = valueOf(name, this.#facts.sourceCode);
    return (
      value?.type === 'CallExpression' &&
      this.#facts.callbacks.bodiesRun(value).length === 0 &&
      knownCall(value, this.#facts.sourceCode) === 'unknown'
    );
  }
}
