/**
 * What the main thread uses of Node, module by module. An `import` would read all exports of a module, among them those
 * that load further modules when they are read: that takes three times as long as everything else to-thread loads.
 */
// eslint-disable-next-line @typescript-eslint/unbound-method -- it needs no `this`
export const getBuiltinModule: NodeJS.Process['getBuiltinModule'] = process.getBuiltinModule;

// Other modules are loaded when they are needed, because each takes a part of the time that loading to-thread does.
export const { readFileSync, realpathSync } = getBuiltinModule('fs');
export const { fileURLToPath } = getBuiltinModule('url');
export const { inspect } = getBuiltinModule('util');

/**
 * The clock that runs whatever a test does to the global one, before or later: fake timers, which usually include
 * `queueMicrotask`, would stop workers from being given their work. What a user has asked for, such as the time limit of
 * a call, goes by the global clock.
 */
export const { clearTimeout, setImmediate, setTimeout } = getBuiltinModule('timers');

const settled = Promise.resolve();

/** Does something once the code that runs now is done. */
export function queueMicrotask(work: () => void): void {
  void settled.then(work);
}

/** What Node has loaded of itself, as `NativeModule fs`. Bun and Deno have a list that stays empty. */
export function loadedModules(): readonly string[] {
  return (process as { moduleLoadList?: readonly string[] }).moduleLoadList ?? [];
}

/** What `console.log` shows of an object. Not a method, because bundlers keep classes that compute the name of one. */
export function showAs(object: object, text: () => string): void {
  Object.defineProperty(object, Symbol.for('nodejs.util.inspect.custom'), { value: text });
}
