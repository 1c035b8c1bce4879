import type { TSESTree } from '@typescript-eslint/utils';
import { contains, isCall, lastName } from '../../ast.ts';
import type { Call, FunctionNode, Node, Run, SourceCode } from '../../ast.ts';
import { isDroppedPromise } from '../../detect/dropped-promise.ts';
import { calledBodies, referredBodies } from '../../detect/local-function.ts';
import type { Body } from '../../detect/local-function.ts';
import { perFile } from '../../per-file.ts';
import { nodesIn, runsInFile, runsWithin } from '../../walk.ts';

type Statements = readonly [TSESTree.Statement, ...TSESTree.Statement[]];

/**
 * The statements around a call that so far run in one go, and that a lock can be put around: those of the body, from
 * the last that waits for something to the next one. While the lock is held, nothing is awaited then but the blocking
 * calls themselves, so that no run waits for another one for ever.
 */
export function statementsOfTurn(
  call: Node,
  fn: FunctionNode,
  sourceCode: SourceCode,
): Statements | undefined {
  if (fn.generator || fn.body.type !== 'BlockStatement') return undefined;
  if (!mayWait(fn, sourceCode)) return undefined;
  const { body } = fn.body;
  const at = body.findIndex((statement) => contains(statement, call));
  const isBorder = (statement: TSESTree.Statement | undefined) =>
    !statement || isDirective(statement) || waits(statement, sourceCode);
  if (isBorder(body[at])) return undefined;
  let [start, end] = [at, at + 1];
  while (!isBorder(body[start - 1])) start--;
  while (!isBorder(body[end])) end++;
  const [first, ...others] = body.slice(start, end);
  if (!first) return undefined;
  const statements: Statements = [first, ...others];
  return end === body.length || others.length + 1 === body.length || canBeBlock(statements, sourceCode)
    ? statements
    : undefined;
}

const waiters = new WeakMap<FunctionNode, boolean>();

/** Whether runs of a function can wait for each other. */
function mayWait(fn: FunctionNode, sourceCode: SourceCode): boolean {
  let may = waiters.get(fn);
  if (may === undefined)
    waiters.set(fn, (may = !callsItself(fn, sourceCode) && !isOnlyBegun(fn, sourceCode)));
  return may;
}

function isDirective(statement: TSESTree.Statement): boolean {
  return statement.type === 'ExpressionStatement' && typeof statement.directive === 'string';
}

const waiting = new WeakMap<Node, boolean>();

/** Whether a statement waits for something. Each is asked for all calls around it. */
function waits(statement: Node, sourceCode: SourceCode): boolean {
  let known = waiting.get(statement);
  if (known === undefined) waiting.set(statement, (known = waitsWithin(statement, sourceCode)));
  return known;
}

function waitsWithin(statement: Node, sourceCode: SourceCode): boolean {
  return nodesIn(statement, sourceCode).some((node) => {
    switch (node.type) {
      case 'AwaitExpression':
      case 'YieldExpression':
        return true;
      case 'ForOfStatement':
        return node.await;
      case 'VariableDeclaration':
        return node.kind === 'await using';
      default:
        return false;
    }
  });
}

/** Whether nothing outside uses what the statements declare, which is gone at the end of a block. */
function canBeBlock(statements: Statements, sourceCode: SourceCode): boolean {
  const [start, end] = [statements[0].range[0], statements.at(-1)?.range[1] ?? 0];
  return statements.every((statement) => {
    if (statement.type === 'VariableDeclaration') {
      if (statement.kind === 'var') return true;
      if (statement.kind === 'using') return false;
    }
    return sourceCode
      .getDeclaredVariables(statement)
      .concat(
        statement.type === 'VariableDeclaration'
          ? statement.declarations.flatMap((declarator) => sourceCode.getDeclaredVariables(declarator))
          : [],
      )
      .every(({ references }) =>
        references.every(({ identifier: { range } }) => start <= range[0] && range[1] <= end),
      );
  });
}

/** How many functions a function may run, one by way of the other. */
const MOST = 100;

/** Whether a function of the file comes to run itself while it runs: the inner run would wait for the outer one. */
function callsItself(fn: FunctionNode, sourceCode: SourceCode): boolean {
  const reached = new Set<Body>([fn]);
  // The set grows while it is walked.
  for (const body of reached) {
    // Who runs so many is not looked through for each of them.
    if (reached.size > MOST) return true;
    for (const run of runsWithin(body, sourceCode)) {
      for (const called of calledBodies(run, sourceCode)) {
        if (called === fn) return true;
        reached.add(called);
      }
    }
  }
  return false;
}

/**
 * Whether somebody in the file runs a function without any interest in its promise, by a call or by an event: he may use
 * at once what it has done.
 */
function isOnlyBegun(fn: FunctionNode, sourceCode: SourceCode): boolean {
  return begunIn(sourceCode).has(fn);
}

const begunIn = perFile((sourceCode): ReadonlySet<Body> => new Set(begunBodies(sourceCode)));

function* begunBodies(sourceCode: SourceCode): Generator<Body> {
  for (const run of runsInFile(sourceCode)) {
    if (isDroppedPromise(run, sourceCode)) yield* calledBodies(run, sourceCode);
    if (!isListening(run)) continue;
    for (const argument of run.arguments) yield* referredBodies(argument, sourceCode);
  }
}

const LISTENING = new Set(['addEventListener', 'addListener', 'on', 'once', 'prependListener']);

function isListening(run: Run): run is Call {
  return isCall(run) && LISTENING.has(lastName(run.callee) ?? '');
}
