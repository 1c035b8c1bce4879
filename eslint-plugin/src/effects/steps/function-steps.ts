import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, lastName } from '../../ast.ts';
import type { FunctionNode, Node } from '../../ast.ts';
import type { Body } from '../../detect/local-function.ts';
import { memberIn } from '../../detect/local-function.ts';
import { asksFor, fillingOf, lookingAt } from './caches.ts';
import type { Filling } from './caches.ts';
import { ExpressionSteps } from './expression-steps.ts';
import type { Facts } from './facts.ts';
import { onlyWaits, waiting, withoutIdleQuestions } from './indifferent.ts';
import { inOrder, NOTHING } from './steps.ts';
import type { Leaf, Step } from './steps.ts';
import type { Place } from '../memory/location.ts';
import { idOf } from '../memory/ids.ts';

/** Turns the body of a function, or the fields of a class, into steps. */
export function bodySteps(body: Body, facts: Facts): Step {
  const builder = new FunctionSteps(facts);
  return isFunction(body) ? builder.ofFunction(body) : builder.ofFields(body);
}

/** Turns the statements of a program into steps. */
export function programSteps(statements: readonly Node[], facts: Facts): Step {
  return new FunctionSteps(facts).statements(statements);
}

class FunctionSteps {
  readonly #facts: Facts;
  readonly #expressions: ExpressionSteps;
  /** What statements fill where there is nothing yet. */
  readonly #fillings = new Map<Node, Filling>();
  /** How many callbacks that are run in place the statement at hand is in. */
  #parts = 0;
  /** The loops and switches around the statement at hand, which a `break` leaves. */
  readonly #breakable: ('loop' | 'switch')[] = [];

  constructor(facts: Facts) {
    this.#facts = facts;
    this.#expressions = new ExpressionSteps(facts, (fn) => this.#ofPart(fn));
  }

  /** A callback that is run in place: who leaves it is back in the function around it. */
  #ofPart(fn: FunctionNode): Step {
    this.#parts++;
    const body = this.ofFunction(fn);
    this.#parts--;
    return { type: 'repeat', body };
  }

  ofFunction(fn: FunctionNode): Step {
    const { params, body, async: isAsync } = fn;
    const steps = params.flatMap((parameter) => this.#expressions.pattern(parameter));
    return inOrder([
      ...steps,
      ...(body.type === 'BlockStatement'
        ? [isAsync ? this.#markedBody(body) : this.#statement(body)]
        : [
            // Nobody gets what a callback of `forEach` gives.
            ...(isForEach(fn) ? this.#expressions.of(body) : this.#expressions.given(body)),
            { type: 'leave', node: body, loop: this.#parts > 0 } as const,
          ]),
    ]);
  }

  /** A body with marks before its statements: places where a suspension may be asked about. */
  #markedBody({ body }: TSESTree.BlockStatement): Step {
    const steps = this.#inRow(body);
    const statements = body.flatMap((node, index): Step[] => [
      { type: 'mark', node },
      steps[index] ?? NOTHING,
    ]);
    return this.#disposing(inOrder(statements), body);
  }

  ofFields({ body }: Exclude<Body, FunctionNode>): Step {
    return inOrder(
      body.body.flatMap((member) =>
        member.type === 'PropertyDefinition' && !member.static && member.value
          ? this.#expressions.of(member.value)
          : [],
      ),
    );
  }

  statements(nodes: readonly Node[]): Step {
    return inOrder(this.#inRow(nodes));
  }

  /** Statements one after the other. What one of them fills is there for those that follow. */
  #inRow(nodes: readonly Node[]): readonly Step[] {
    const { sourceCode } = this.#facts;
    let steps = nodes.map((node) => this.#statement(node));
    for (const [index, node] of nodes.entries()) {
      const filling = this.#fillings.get(node);
      if (!filling) continue;
      const isAsked = node.type === 'IfStatement' && asksFor(nodes[index - 1], node, sourceCode);
      steps = steps.map((step, at) =>
        at > index || (isAsked && at === index - 1) ? lookingAt(step, filling, sourceCode) : step,
      );
    }
    return steps;
  }

  #statement(node: Node): Step {
    const step = this.#statementOf(node);
    return onlyWaits(node) ? waiting(step) : step;
  }

  #statementOf(node: Node): Step {
    switch (node.type) {
      case 'BlockStatement':
      case 'StaticBlock':
        return this.#disposing(this.statements(node.body), node.body);
      case 'ExpressionStatement':
        return this.#expressionStatement(node);
      case 'VariableDeclaration': {
        const isUsing = node.kind === 'using' || node.kind === 'await using';
        return inOrder(
          node.declarations.flatMap((declarator) => [
            ...this.#expressions.declarator(declarator),
            ...(isUsing ? [usingStep(declarator.id)] : []),
          ]),
        );
      }
      case 'ReturnStatement':
        return inOrder([
          ...(node.argument ? this.#expressions.given(node.argument) : []),
          { type: 'leave', node, loop: this.#parts > 0 },
        ]);
      case 'ThrowStatement':
        return inOrder([...this.#expressions.of(node.argument), { type: 'leave', node, loop: false }]);
      case 'BreakStatement':
        return !node.label && this.#breakable.at(-1) === 'switch'
          ? NOTHING
          : { type: 'leave', node, loop: true };
      case 'ContinueStatement':
        return { type: 'leave', node, loop: true };
      case 'IfStatement':
        return this.#choice(node);
      case 'SwitchStatement':
        return this.#switch(node);
      case 'TryStatement':
        return {
          type: 'attempt',
          block: this.#statement(node.block),
          handler: node.handler ? this.#statement(node.handler.body) : undefined,
          finalizer: node.finalizer ? this.#statement(node.finalizer) : undefined,
        };
      case 'ForStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'ForOfStatement':
      case 'ForInStatement':
        return this.#loop(node);
      case 'ClassDeclaration':
        return inOrder([
          ...this.#expressions.of(node),
          ...node.body.body
            .filter(({ type }) => type === 'StaticBlock')
            .map((block) => this.#statement(block)),
        ]);
      case 'LabeledStatement':
      case 'WithStatement':
        return this.#statement(node.body);
      case 'ExportNamedDeclaration':
      case 'ExportDefaultDeclaration':
        return node.declaration ? this.#statement(node.declaration) : NOTHING;
      default:
        return node.type.endsWith('Declaration') || node.type.endsWith('Statement')
          ? NOTHING
          : inOrder(this.#expressions.of(node));
    }
  }

  #expressionStatement(node: TSESTree.ExpressionStatement): Step {
    const { expression } = node;
    const step = inOrder(this.#expressions.of(expression));
    // `page ??= read()`
    if (expression.type !== 'AssignmentExpression' || !/^(?:\?\?|\|\|)=$/.test(expression.operator))
      return step;
    const filling = this.#filling(node, expression.right, step);
    return filling ? lookingAt(step, filling, this.#facts.sourceCode) : step;
  }

  #choice(node: TSESTree.IfStatement): Step {
    const test = this.#expressions.test(node.test);
    const then = this.#statement(node.consequent);
    const filling = node.alternate ? undefined : this.#filling(node, node.consequent, then);
    return inOrder([
      ...(filling ? test.map((step) => lookingAt(step, filling, this.#facts.sourceCode)) : []),
      ...(filling ? [] : node.alternate ? test : withoutIdleQuestions(node.test, test, then)),
      { type: 'either', ways: [then, node.alternate ? this.#statement(node.alternate) : NOTHING] },
    ]);
  }

  /** Notes what a statement fills where there is nothing yet. */
  #filling(statement: Node, done: Node, step: Step): Filling | undefined {
    const filling = fillingOf(done, step, this.#facts.sourceCode);
    if (filling) this.#fillings.set(statement, filling);
    return filling;
  }

  #switch({ discriminant, cases }: TSESTree.SwitchStatement): Step {
    this.#breakable.push('switch');
    const ways = cases.map(({ test, consequent }) =>
      inOrder([
        ...(test ? this.#expressions.of(test) : []),
        ...consequent.map((statement) => this.#statement(statement)),
      ]),
    );
    this.#breakable.pop();
    const isComplete = cases.some(({ test }) => test === null);
    // Where a case goes on into the next one, any of those before it may have been done.
    const fallsThrough = cases
      .slice(0, -1)
      .some(({ consequent }) => consequent.length > 0 && !ends(consequent.at(-1)));
    const rest: Step = fallsThrough
      ? inOrder(ways.map((way): Step => ({ type: 'either', ways: [way, NOTHING] })))
      : { type: 'either', ways: isComplete ? ways : [...ways, NOTHING] };
    return inOrder([...this.#expressions.test(discriminant), rest]);
  }

  #loop(
    node:
      | TSESTree.DoWhileStatement
      | TSESTree.ForInStatement
      | TSESTree.ForOfStatement
      | TSESTree.ForStatement
      | TSESTree.WhileStatement,
  ): Step {
    this.#breakable.push('loop');
    const body = this.#statement(node.body);
    this.#breakable.pop();
    switch (node.type) {
      case 'ForOfStatement':
      case 'ForInStatement': {
        const turn: Step[] = [
          ...this.#expressions.iterated(node.right),
          ...(node.type === 'ForOfStatement' && node.await ? [{ type: 'suspend', node } as const] : []),
          ...(node.left.type === 'VariableDeclaration'
            ? []
            : this.#expressions.assigned(node.left, node.right)),
          body,
        ];
        const register =
          node.type === 'ForOfStatement' && node.await ? this.#expressions.awaitedIteration(node) : [];
        return inOrder([
          ...this.#expressions.of(node.right),
          ...register,
          { type: 'repeat', body: inOrder(turn) },
        ]);
      }
      case 'ForStatement': {
        const init =
          node.init?.type === 'VariableDeclaration'
            ? [this.#statement(node.init)]
            : node.init
              ? this.#expressions.of(node.init)
              : [];
        const turn = [
          ...(node.test ? this.#expressions.test(node.test) : []),
          body,
          ...(node.update ? this.#expressions.of(node.update) : []),
        ];
        return inOrder([...init, { type: 'repeat', body: inOrder(turn) }]);
      }
      default:
        return { type: 'repeat', body: inOrder([...this.#expressions.test(node.test), body]) };
    }
  }

  /** A block whose `using` declarations are disposed of at its end, however the run comes to leave it. */
  #disposing(block: Step, statements: readonly Node[]): Step {
    const disposals = this.#disposals(statements);
    return disposals.length === 0
      ? block
      : { type: 'attempt', block, handler: undefined, finalizer: inOrder(disposals) };
  }

  /** What the language calls at the end of a block: `using` declarations are disposed of. */
  #disposals(statements: readonly Node[]): Step[] {
    return statements
      .filter((node) => node.type === 'VariableDeclaration')
      .filter(({ kind }) => kind === 'using' || kind === 'await using')
      .flatMap(({ kind, declarations }) =>
        declarations.flatMap(({ id, init }): Step[] => {
          if (!init) return [];
          const names =
            kind === 'using' ? ['[Symbol.dispose]'] : ['[Symbol.asyncDispose]', '[Symbol.dispose]'];
          const member = names.map((name) => memberIn(init, name, this.#facts.sourceCode)).find(Boolean);
          const fn = member?.value;
          if (fn && isFunction(fn)) {
            const run: Leaf = {
              type: 'run',
              node: id,
              bodies: [fn],
              args: [],
              mode: kind === 'using' ? 'in place' : 'awaited',
            };
            return [run];
          }
          // What unknown code begins and ends with the block belongs together.
          return [usingStep(id)];
        }),
      );
  }
}

function isForEach({ parent }: FunctionNode): boolean {
  return parent.type === 'CallExpression' && lastName(parent.callee) === 'forEach';
}

/** Whether a statement leaves the case that it ends. */
function ends(statement: Node | undefined): boolean {
  if (statement?.type === 'BlockStatement') return ends(statement.body.at(-1));
  return statement !== undefined && /^(?:Break|Continue|Return|Throw)Statement$/.test(statement.type);
}

/** What a `using` declaration holds until it is disposed of. */
function usingStep(id: Node): Step {
  const at: Place = { kind: 'memory', root: `using ${idOf(id)}`, steps: [], text: 'using' };
  return { type: 'touch', touch: { at, does: 'change', deep: false, node: id } };
}
