import { describe, expect, it } from 'vitest';
import { executionContext } from '../../src/detect/execution-context.ts';
import { identifierIn, parse } from '../support/parse.ts';

/** Where `here` runs: the kind of place, the line of its function, and what is in the way of `await`. */
function contextOf(text: string): string {
  const context = executionContext(identifierIn(parse(text), 'here'));
  const line = 'fn' in context ? ` ${String(context.fn.loc.start.line)}` : '';
  const barrier = 'barrier' in context ? `, ${context.barrier}` : '';
  return context.kind + line + barrier;
}

describe('where code runs', () => {
  it.each([
    ['here', 'top level'],
    ['async () => here', 'async function 1'],
    ['() => here', 'sync function 1'],
    ['async () => {\n() => here }', 'sync function 2'],
    ['() => {\nasync () => here }', 'async function 2'],
    ['async (a = here) => {}', 'async function 1, parameter'],
    ['(a = here) => {}', 'sync function 1'],
    ['async (a = () => here) => {}', 'sync function 1'],
    ['class A { a = here }', 'instance field'],
    ['class A { static a = here }', 'top level, class field'],
    ['class A { static accessor a = here }', 'top level, class field'],
    ['class A { accessor a = here }', 'instance field'],
    ['class A { [here] = 1 }', 'top level'],
    ['class A { static { here } }', 'top level, static block'],
    ['class A extends here {}', 'top level'],
    ['async () => class { a = here }', 'instance field'],
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
  ])('%j: %s', (text, expected) => {
    expect(contextOf(text)).toBe(expected);
  });
});
