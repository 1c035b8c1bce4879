import * as errors from '../errors.ts';
import { check } from '../executor/options.ts';
import { getBuiltinModule } from '../node.ts';
import { footprintOf } from '../order/footprints.ts';
import type { FunctionKey } from '../worker/protocol.ts';
import { reference, references, writerAt, type AnyFunction } from './function-reference.ts';

/** Where a function has what it was named by, for other copies of to-thread, those of its clients in clusters among them. */
const NAMED = Symbol.for('to-thread.named.1');

/** The same function as one that this copy of to-thread has named, if another one has named it. */
export function namedElsewhere(fn: AnyFunction): AnyFunction | undefined {
  const named = (fn as { [NAMED]?: Parameters<typeof moduleFunction> })[NAMED];
  return named && !references.has(fn) ? moduleFunction(...named) : undefined;
}

/**
 * Names an exported function for workers without loading its module here. Needed only where to-thread cannot find
 * out by itself where a function comes from: under the permission model, in Bun and Deno, or in a bundle.
 *
 * @param specifier what `import` would be given: `./heavy.js`, `some-package`, `file:///…`
 * @param exportName the export, or a path in it such as `default.hashSync`
 * @param parentURL `import.meta.url` of the module that says so
 * @returns a function to pass to `toThread` and executors. Calling it directly throws.
 * @throws TypeError if an argument is not a string
 *
 * @example
 * const resize = moduleFunction<(path: string) => Buffer>('./resize.js', 'resize', import.meta.url);
 * await toThread(resize, 'photo.png');
 */
// The caller says what the function is; without that it is any function.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- see above
export function moduleFunction<F extends AnyFunction = AnyFunction>(
  specifier: string,
  exportName: string,
  parentURL: string | URL,
): F {
  for (const [name, value] of Object.entries({ specifier, exportName })) {
    check(typeof value === 'string' && value !== '', name, 'a non-empty string', value);
  }
  const parent = String(parentURL);
  check(parent.startsWith('file:'), 'parentURL', 'a file: URL, such as import.meta.url', parentURL);
  const path = exportName.split('.');
  // Only names of packages depend on where they are imported from in a way that a URL cannot tell.
  const key: FunctionKey = /^\.{0,2}\/|^[a-z]+:/i.test(specifier)
    ? ['module', new URL(specifier, parent).href, path]
    : ['package', specifier, path, parent];
  const fn = (() => {
    throw errors.unsupportedFunction(
      exportName,
      'a function named with moduleFunction exists in workers only',
      'Pass it to toThread or an executor instead of calling it',
    );
  }) as unknown as F;
  Object.defineProperty(fn, 'name', { value: exportName });
  Object.defineProperty(fn, NAMED, { value: [specifier, exportName, parent] });
  const footprint = footprintOf(specifier, path);
  const isOfNode = getBuiltinModule('module').isBuiltin(specifier);
  const writer = isOfNode ? writerAt(path[0] === 'default' ? path.slice(1) : path) : undefined;
  references.set(fn, {
    ...reference(`${exportName} of ${specifier}`, key),
    isNamed: true,
    footprint,
    writer,
  });
  return fn;
}
