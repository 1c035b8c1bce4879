import { describe, expect, it } from 'vitest';
import type { Node, SourceCode } from '../../src/ast.ts';
import { awaitBarrier, ExecutionContexts } from '../../src/detect/execution-context.ts';
import { InlineCallers } from '../../src/detect/inline-callers.ts';
import { identifierIn, parse } from '../support/parse.ts';

/** Where `here` runs: the kind of place, the line of its function or class, and what is in the way of `await`. */
function contextOf(text: string): string {
  const sourceCode = parse(text);
  const here = identifierIn(sourceCode, 'here');
  const context = contexts(sourceCode).at(here);
  const owner: Node | undefined =
    'fn' in context ? context.fn : 'owner' in context ? context.owner : undefined;
  const callback = 'callback' in context ? [`callback ${String(context.callback.loc.start.line)}`] : [];
  const barrier = awaitBarrier(here) ?? [];
  return [context.kind + (owner ? ` ${String(owner.loc.start.line)}` : ''), callback, barrier]
    .flat()
    .join(', ');
}

/** The contexts of a file, in which `toThread` is the only function that runs something on another thread. */
function contexts(sourceCode: SourceCode): ExecutionContexts {
  return new ExecutionContexts(
    new InlineCallers(
      sourceCode,
      (module, path) => (module === 'to-thread' && path[0] === 'toThread') || undefined,
    ),
  );
}

describe('where code runs', () => {
  it.each([
    ['here', 'top level'],
    ['async () => here', 'async function 1'],
    ['() => here', 'sync function 1'],
    ['async () => {\n() => here }', 'sync function 2'],
    ['() => {\nasync () => here }', 'async function 2'],
    ['async (a = here) => {}', 'async function 1, parameter'],
    ['(a = here) => {}', 'sync function 1, parameter'],
    ['async (a = () => here) => {}', 'sync function 1'],
    ['class A { a = here }', 'sync function 1, class field'],
    ['class A { static a = here }', 'top level, class field'],
    ['class A { static accessor a = here }', 'top level, class field'],
    ['class A { accessor a = here }', 'sync function 1, class field'],
    ['class A { [here] = 1 }', 'top level'],
    ['class A { static { here } }', 'top level, static block'],
    ['class A extends here {}', 'top level'],
    ['async () => class { a = here }', 'sync function 1, class field'],
    ['async () => class { [here] = 1 }', 'async function 1'],
    ['async () => class { static a = here }', 'async function 1, class field'],
    ['async () => class { static { class B { static b = here } } }', 'async function 1, static block'],
    ['async () => class { static a = class { [here]() {} } }', 'async function 1, class field'],
    ['@here class A {}', 'top level, decorator'],
    ['class A { @here a }', 'top level, decorator'],
    ['class A { @here static async a() {} }', 'top level, decorator'],
    ['class A { async a(@here b) {} }', 'top level, decorator'],
    ['class A { async a(@here b = 1) {} }', 'top level, decorator'],
    ['class A { async a(@here { b }) {} }', 'top level, decorator'],
    ['class A { constructor(@here private a: B) {} }', 'top level, decorator'],
    ['class A { constructor(@here private a: B = 1) {} }', 'top level, decorator'],
    ['class A { async a(b = @here class {}) {} }', 'async function 1, parameter'],
    ['async () => { class A { async a(@here b) {} } }', 'async function 1, decorator'],
    ['enum A { B = here }', 'top level, enum'],
    ['async () => { enum A { B = here } }', 'async function 1, enum'],
    ['namespace A { here }', 'top level, namespace'],
    ['namespace A { namespace B { here } }', 'top level, namespace'],
    ['namespace A { async () => here }', 'async function 1'],
    ['async () => {\na.map(() => here) }', 'async function 1, callback 2'],
    ['async () => {\na.map(\n() => b.filter(\n() => here)) }', 'async function 1, callback 4'],
    ['async () => {\na.map(() => {\nreturn () => here }) }', 'sync function 3'],
    ['() => {\na.map(() => here) }', 'sync function 1'],
    ['a.map(\n() => here)', 'top level, callback 2'],
    ['class A { static b = a.map(() => here) }', 'top level, callback 1'],
    ['class A { b = a.map(() => here) }', 'sync function 1'],
    ['async () => { a.then(\n() => here) }', 'promise callback, callback 2'],
    ['() => { a.then(\n() => here) }', 'promise callback, callback 2'],
    ['a.then(() => b.map(\n() => here))', 'promise callback, callback 1'],
    ['async () => a.then(\nasync () => here)', 'async function 2'],
    ['async () => a.map(\nfunction* () { here })', 'sync function 2'],
    ["import { toThread } from 'to-thread'; async () => toThread(() => here)", 'off thread'],
    ["import { toThread } from 'to-thread'; async () => toThread(async () => here)", 'off thread'],
    [
      "import { toThread } from 'to-thread'; async () => toThread(() => { function a() { here } })",
      'off thread',
    ],
    ["import { toThread } from 'to-thread'; async () => toThread(a, here)", 'async function 1'],
    ['async () => toThread(() => here)', 'sync function 1'],
  ])('%j: %s', (text, expected) => {
    expect(contextOf(text)).toBe(expected);
  });
});
