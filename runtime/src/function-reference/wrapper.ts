import { getBuiltinModule } from '../node.ts';
import type { BuiltinPlace } from './builtin-functions.ts';
import { beneath, definitionOf } from './definition-site.ts';
import { read } from './exports.ts';
import type { AnyFunction } from './function-reference.ts';

/** The modules of which tracing libraries wrap functions that block. */
const WRAPPED = ['fs', 'fs/promises', 'child_process'];

/** Wrappers around wrappers end somewhere. */
const DEPTH = 8;

/**
 * The functions of Node that `fn` stands on, as far as the inspector shows: what a wrapper without a mark wraps is a
 * variable around it, or a member of one.
 *
 * @param name what such a member is called
 */
export function functionsOfNodeBeneath(fn: AnyFunction, name: string, depth = DEPTH): AnyFunction[] {
  return beneath(fn)
    .map((value) => (typeof value === 'function' ? value : read(Object(value) as object, name)))
    .flatMap((value) => {
      if (typeof value !== 'function' || value === fn) return [];
      const inner = value as AnyFunction;
      if (isOfNode(inner)) return [inner];
      return depth > 0 ? functionsOfNodeBeneath(inner, name, depth - 1) : [];
    });
}

/** Where among the functions of Node `fn` is now, whatever has been there before. */
export function placeNow(fn: AnyFunction): BuiltinPlace | undefined {
  for (const module of WRAPPED) {
    const members = Object(getBuiltinModule(module)) as object;
    const name = Object.keys(members).find((key) => read(members, key) === fn);
    if (name !== undefined) return [module, [name]];
  }
  return undefined;
}

/** What has taken the place of a function of Node, which a program may have imported before that. */
export function wrapperOf(
  fn: AnyFunction,
): { readonly fn: AnyFunction; readonly place: BuiltinPlace } | undefined {
  const { name } = fn;
  for (const module of WRAPPED) {
    const now = read(Object(getBuiltinModule(module)) as object, name);
    if (typeof now !== 'function') continue;
    const wrapper = now as AnyFunction;
    if (functionsOfNodeBeneath(wrapper, name).includes(fn)) return { fn: wrapper, place: [module, [name]] };
  }
  return undefined;
}

function isOfNode(fn: AnyFunction): boolean {
  const { isBound, site } = definitionOf(fn) ?? { isBound: true, site: undefined };
  return !isBound && site === undefined;
}
