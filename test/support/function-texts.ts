/**
 * Texts of functions, and what each needs from around it: what the runtime refuses before a call, and what the rule
 * `valid-to-thread` reports. Both are held against this table, so that they agree.
 */
export interface FunctionText {
  /** The function as an expression, or as a method `m`. */
  readonly text: string;
  /** The variables of `AROUND` that it uses, in the order of the text. */
  readonly captures?: readonly string[];
  /** What else it needs that stays in the thread of the caller. */
  readonly needs?: 'this' | 'super' | 'new.target' | 'arguments' | 'import.meta';
  /** The only kind of file in which it can stand. */
  readonly only?: 'module' | 'commonjs';
}

/** The variables around each of them. */
export const AROUND = `
let rate = 2, list = [1], holder = { rate: 3 }, name = 'around', Base = class {}, crypto = { mine: true };
function helper(x) { return x; }
function rest(x) { return x; }
`;

const captured: readonly FunctionText[] = [
  // Where a failure would be caught, or is none.
  { text: '() => { try { return helper(1) } catch { return null } }', captures: ['helper'] },
  {
    text: '() => { try { return rate } catch (error) { return error.name } finally { } }',
    captures: ['rate'],
  },
  { text: 'async () => { try { return await helper(1) } catch { return 0 } }', captures: ['helper'] },
  { text: '() => Promise.resolve().then(() => helper(1)).catch(() => null)', captures: ['helper'] },
  { text: "() => typeof rate === 'undefined' ? 'no' : rate", captures: ['rate'] },
  { text: '() => typeof rate', captures: ['rate'] },
  { text: '() => typeof (rate)', captures: ['rate'] },
  { text: 'function () { return typeof helper === "function" && 1 }', captures: ['helper'] },
  { text: '() => { if (typeof holder?.rate !== "number") return 1 }', captures: ['holder'] },
  { text: '() => Math.random() > 2 ? rate : 1', captures: ['rate'] },
  // Written, in all ways there are.
  { text: '() => { rate = 5 }', captures: ['rate'] },
  { text: '() => { rate += 5 }', captures: ['rate'] },
  { text: '() => rate++', captures: ['rate'] },
  { text: '() => { rate ??= 1; return 1 }', captures: ['rate'] },
  { text: '() => { [rate] = [1] }', captures: ['rate'] },
  { text: '() => { ({ rate } = { rate: 1 }) }', captures: ['rate'] },
  { text: '() => { ({ a: rate = 1, ...list } = { b: 1 }) }', captures: ['rate', 'list'] },
  { text: '() => { for (rate of [1, 2]); }', captures: ['rate'] },
  { text: '() => { for (rate in { a: 1 }); }', captures: ['rate'] },
  // Read where one may look past it.
  { text: '() => ({ rate })', captures: ['rate'] },
  { text: '() => ({ [name]: 1 })', captures: ['name'] },
  { text: '() => `${rate}`', captures: ['rate'] },
  { text: '() => `${`${list}`}`', captures: ['list'] },
  { text: '() => String.raw`${rate}`', captures: ['rate'] },
  { text: '() => 4 / rate / 2', captures: ['rate'] },
  { text: '(x = rate) => x', captures: ['rate'] },
  { text: '({ x = rate } = {}) => x', captures: ['rate'] },
  { text: '({ [name]: x } = {}) => x', captures: ['name'] },
  { text: '(x = () => list) => x().length', captures: ['list'] },
  { text: '() => [...list]', captures: ['list'] },
  { text: '() => { class A extends Base {} return new A() instanceof A }', captures: ['Base'] },
  { text: '() => { class A { [name]() {} } return 1 }', captures: ['name'] },
  { text: '() => { class A { static x = rate } return A.x }', captures: ['rate'] },
  { text: '() => { class A { static { list.push(1) } } return 1 }', captures: ['list'] },
  { text: '() => { { const rate = 1; } return rate }', captures: ['rate'] },
  { text: '() => { const f = () => () => helper; return f()()(1) }', captures: ['helper'] },
  { text: '() => holder.rate', captures: ['holder'] },
  { text: '() => holder?.["rate"]', captures: ['holder'] },
  { text: '() => helper(rate) + helper(list)', captures: ['helper', 'rate', 'list'] },
  { text: '() => r\\u0061te', captures: ['rate'] },
  // Hides a global, which would silently be there in the worker.
  { text: '() => crypto.mine', captures: ['crypto'] },
  { text: 'function () { try { return crypto.mine } catch { return 0 } }', captures: ['crypto'] },
  // The names that only the wrapper of a CommonJS module gives.
  { text: "() => require('node:path').sep", captures: ['require'], only: 'commonjs' },
  {
    text: '() => { try { return __dirname } catch { return 0 } }',
    captures: ['__dirname'],
    only: 'commonjs',
  },
  { text: '() => typeof module', captures: ['module'], only: 'commonjs' },
  { text: '() => { { function rest() {} } return rest }', captures: ['rest'], only: 'module' },
];

const needing: readonly FunctionText[] = [
  { text: '() => this', needs: 'this' },
  { text: '() => { try { return this.x } catch { return 0 } }', needs: 'this' },
  { text: '() => () => this', needs: 'this' },
  { text: '() => `${typeof this}`', needs: 'this' },
  { text: '(x = this) => x', needs: 'this' },
  { text: '() => { class A { [this] = 1 } return 1 }', needs: 'this' },
  { text: '() => { class A extends (this ?? Object) {} return 1 }', needs: 'this' },
  { text: 'function () { return this }', needs: 'this' },
  { text: 'function (x = this) { return x }', needs: 'this' },
  { text: 'function () { const f = () => this; return f() }', needs: 'this' },
  { text: 'function /* ({ */ (a = "({") { return [this, a] }', needs: 'this' },
  { text: 'async function () { return this }', needs: 'this' },
  { text: 'async () => this', needs: 'this' },
  { text: 'm() { return this }', needs: 'this' },
  { text: 'async m({ a } = {}) { return [this.b, a] }', needs: 'this' },
  { text: 'm() { return super.toString() }', needs: 'super' },
  { text: 'm() { return () => super.toString() }', needs: 'super' },
  { text: '() => arguments.length', needs: 'arguments', only: 'commonjs' },
  { text: '() => { try { return arguments[0] } catch { return 0 } }', needs: 'arguments', only: 'commonjs' },
  { text: '() => import.meta.url', needs: 'import.meta', only: 'module' },
  { text: '() => { class A { b() { return import.meta } } return 1 }', needs: 'import.meta', only: 'module' },
];

const selfContained: readonly FunctionText[] = [
  // Names of other things.
  { text: '() => ({ rate: 1 }).rate' },
  { text: '() => ({ a: { list: 1 } })?.a?.list' },
  { text: '() => { rate: for (;;) break rate; return 1 }' },
  { text: '() => { rate: for (const x of [1]) continue rate; return 1 }' },
  { text: '() => { class A { rate = 1; static list() { return 2 } } return [new A().rate, A.list()] }' },
  { text: '() => "rate" + \'list\' + `helper`' },
  { text: '() => /rate/.test("rate") /* list */ // helper' },
  { text: '() => { class A { #rate = 1; get list() { return this.#rate } } return new A().list }' },
  // Names of its own.
  { text: '(rate) => rate' },
  { text: '({ rate = 1 } = {}) => rate' },
  { text: '({ a: rate } = { a: 1 }) => rate' },
  { text: '([rate, ...list] = [1, 2]) => [rate, list]' },
  { text: '(rate = 1, list = rate) => list' },
  { text: '() => { const rate = 1; return (() => rate)() }' },
  { text: '() => { if (true) { var list = 1 } return list }' },
  { text: '() => { return hoisted(); function hoisted() { return 1 } }' },
  { text: '() => { try { throw 1 } catch (rate) { return rate } }' },
  { text: '() => { try { throw { name: 2 } } catch ({ name }) { return name } }' },
  { text: '() => { for (const [name, list] of [[1, 2]]) return name + list }' },
  { text: '() => { for (let rate = 0; ; rate++) return rate }' },
  { text: '() => { class Base {} class A extends Base {} return new A() instanceof Base }' },
  { text: '() => (function helper(n) { return n > 0 ? helper(n - 1) : n })(3)' },
  { text: 'function factorial(n = 3) { return n > 1 ? n * factorial(n - 1) : 1 }' },
  { text: 'function () { return arguments.length }' },
  { text: 'm(rate = 1) { return rate + arguments.length }' },
  { text: 'async m() { return await 1 }' },
  { text: '() => { { function rest() {} } return typeof rest }', only: 'commonjs' },
  // `this`, `super` and `new.target` of functions and classes within it.
  { text: '() => { class A { constructor() { this.x = 1 } } return new A().x }' },
  { text: '() => { class A { x = this; static y = this.name } return A.y }' },
  { text: '() => { class A { static { this.x = 1 } } return A.x }' },
  {
    text: '() => { class A { m() { return 1 } } class B extends A { constructor() { super() } m() { return super.m() } } return new B().m() }',
  },
  { text: '() => ({ a: 1, b() { return this.a } }).b()' },
  { text: '() => ({ get b() { return super.constructor === Object } }).b' },
  { text: '() => { function A() { this.x = 1 } return new A().x }' },
  { text: '() => (function () { return this.a }).call({ a: 1 })' },
  { text: 'function () { return (function () { return this.a }).call({ a: 1 }) }' },
  { text: 'function () { class A { x = 1; y() { return `${this.x}` } } return new A().y() }' },
  { text: 'm() { class A { x = 1; y() { return this.x } } return new A().y() }' },
  { text: '() => `${(function () { return this.a }).call({ a: 1 })}`' },
  { text: '() => { function A() { return new.target } return A() }' },
  { text: 'function () { return new.target }' },
  { text: '() => ({ this: 1 }).this' },
  { text: '() => ({ super: 1, new: 2 }).super' },
  { text: '() => "this" + `this` + /this/.source // this' },
  // What is there in every thread, what is nowhere, and what is imported.
  { text: '() => typeof nowhere' },
  { text: '() => { try { return nowhere } catch { return null } }' },
  { text: '() => Math.max(1, JSON.parse("2"), Buffer.byteLength("abc"))' },
  { text: '() => process.getBuiltinModule("node:path").posix.sep' },
  { text: 'async () => (await import("node:path")).posix.sep' },
  { text: '() => import("node:path").then(({ posix }) => posix.sep)' },
];

export const FUNCTION_TEXTS: readonly FunctionText[] = [...captured, ...needing, ...selfContained];

/** Whether it is a method, which stands in an object. */
export function isMethodText({ text }: FunctionText): boolean {
  return /^(?:async )?m\(/.test(text);
}
