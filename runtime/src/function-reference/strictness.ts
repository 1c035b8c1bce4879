import { getBuiltinModule } from '../node.ts';
import type { Site } from './definition-site.ts';
import type { AnyFunction } from './function-reference.ts';
import { sourceAround } from './source-around.ts';

/** Whether the code of `fn` is strict, which its text alone does not say. */
export function isStrict(fn: AnyFunction, site: Site, text: string): boolean {
  if (site.script.isModule) return true;
  // V8 gives functions that are not strict these properties, but no arrow functions and methods.
  if (/^function\s*[^\s*]/.test(text)) return !Object.hasOwn(fn, 'caller');
  const source = sourceAround(site, text);
  if (source === undefined || !/use strict|\bclass\b/.test(source.before)) return false;
  const { before, after } = source;
  // Numbers like this are an error in strict code only. A method can be no function there, nor the other way round.
  const strictAt = (probe: string): boolean =>
    problemOf(before + probe + after)?.includes('strict mode') === true;
  return strictAt('function to_thread_probe(){010}') || strictAt('to_thread_probe(){010}');
}

/** Why that is no CommonJS module; undefined if it is one. Nothing of it is run. */
function problemOf(source: string): string | undefined {
  try {
    const body = source.replace(/^#!/, '//');
    new (getBuiltinModule('vm').Script)(`(function(exports,require,module,__filename,__dirname){${body}\n})`);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
