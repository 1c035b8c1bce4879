import { fileURLToPath, getBuiltinModule, readFileSync } from '../node.ts';
import type { Site } from './definition-site.ts';
import type { AnyFunction } from './function-reference.ts';
import { sourceOf, type Script } from './inspector.ts';

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

/** What is before and after the text of a function in its script; undefined if it is not found there. */
function sourceAround(
  { script, line, column }: Site,
  text: string,
): { readonly before: string; readonly after: string } | undefined {
  for (const read of [sourceInFile, sourceOf]) {
    const source = read(script);
    const from = source.lastIndexOf(text, offsetOf(source, line, column));
    if (from !== -1) return { before: source.slice(0, from), after: source.slice(from + text.length) };
  }
  return undefined;
}

/** To ask V8 takes the longer the more scripts there are, and mostly a script is its file. */
function sourceInFile({ url }: Script): string {
  try {
    return url.startsWith('file:') ? readFileSync(fileURLToPath(url), 'utf8') : '';
  } catch {
    return '';
  }
}

function offsetOf(source: string, line: number, column: number): number {
  let start = 0;
  for (let each = 0; each < line; each++) start = source.indexOf('\n', start) + 1;
  return start + column;
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
