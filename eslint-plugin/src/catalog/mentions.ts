import { isBuiltin } from 'node:module';
import type { CatalogEntry } from './types.ts';

/**
 * The cheap test of a text before anything in it is resolved: to reach a function of the catalog, a file must mention
 * it somewhere, whatever it calls it afterwards. Nearly all names end in `Sync`. The others of Node and of globals are
 * spelt out. Those of packages, and methods of instances, have names that any code uses, and are known by their module.
 */

/** Shorter names stand in many texts. */
const TELLING = 5;

/**
 * Makes a test for texts.
 *
 * @param entries the functions that block, and those whose results have methods that do
 * @returns tells whether a text may use one of them
 */
export function mentionTest(entries: readonly CatalogEntry[]): (text: string) => boolean {
  let patterns: readonly RegExp[] | undefined;
  return (text) => (patterns ??= patternsFor(entries)).some((pattern) => pattern.test(text));
}

/** These are several, because each is searched for faster than all of them in one. */
function patternsFor(entries: readonly CatalogEntry[]): readonly RegExp[] {
  const names = new Set<string>();
  const modules = new Set<string>();
  for (const entry of entries) {
    const { module, export: path, receiver } = entry;
    if (path.endsWith('Sync')) continue;
    if (module === 'globalThis') names.add(receiver ?? tellingStep(path));
    else if (isBuiltin(module) && receiver === undefined) names.add(tellingStep(path));
    else modules.add(module);
  }
  return [
    /Sync\b/,
    ...(modules.size > 0
      ? [new RegExp(`["'\`](?:node:)?(?:${[...modules].map(escaped).join('|')})["'\`]`)]
      : []),
    ...(names.size > 0 ? [new RegExp([...names].map(wholeWord).join('|'))] : []),
  ];
}

/** What a file that reaches the function must name: `dlopen` of `process.dlopen`, `Atomics` of `Atomics.wait`. */
function tellingStep(path: string): string {
  const steps = path.split('.');
  const last = steps.at(-1) ?? '';
  return last.length < TELLING
    ? steps.reduce((one, other) => (other.length > one.length ? other : one))
    : last;
}

/** Names may begin or end with `$`, which is no part of a word to a pattern. */
function wholeWord(name: string): string {
  return `${/^\w/.test(name) ? '\\b' : ''}${escaped(name)}${/\w$/.test(name) ? '\\b' : ''}`;
}

function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
