import { mayRunAsync } from './detect/execution-context.ts';
import { nodeCatalog } from './catalog/index.ts';
import { catalogFor, defaultOptions } from './rules/options.ts';

/**
 * Whether a text can hold anything that the `recommended` configuration reports. For tools that check many texts, or
 * one on every key: this costs a hundredth of parsing the text.
 */
export function mayReport(text: string): boolean {
  return (
    (mayRunAsync(text) && blockingPatterns().some((pattern) => pattern.test(text))) ||
    text.includes(defaultOptions.runtime)
  );
}

/**
 * The same for any configuration: options can add functions that block, but not where they do.
 *
 * @param runtime the module that `toThread` is imported from
 */
export function mayReportWithOptions(text: string, runtime: string): boolean {
  return mayRunAsync(text) || text.includes(runtime);
}

let patterns: readonly RegExp[] | undefined;

/**
 * What a text must mention to hold a blocking call, whatever it calls it: the name of the function, or the comment that
 * says so of a function of the project's own. Nearly all names end in `Sync`. The others of Node and of globals are spelt
 * out. Those of packages, and methods of instances, have names that any code uses, and are known by their module.
 *
 * These are several patterns because each is searched for faster than all of them in one.
 */
function blockingPatterns(): readonly RegExp[] {
  if (!patterns) {
    const own = new Set(nodeCatalog.map(({ module }) => module));
    const names = new Set<string>();
    const modules = new Set<string>();
    for (const { module, export: path, receiver } of catalogFor(defaultOptions).entries) {
      const name = path.slice(path.lastIndexOf('.') + 1);
      if (name.endsWith('Sync')) continue;
      if (module === 'globalThis' || (own.has(module) && !receiver)) names.add(name);
      else modules.add(module);
    }
    patterns = [
      /Sync\b|@blocking/,
      new RegExp(`["'\`](?:node:)?(?:${eitherOf(modules)})["'\`]`),
      new RegExp(`\\b(?:${eitherOf(names)})\\b`),
    ];
  }
  return patterns;
}

function eitherOf(texts: ReadonlySet<string>): string {
  return [...texts].map(escape).join('|');
}

function escape(name: string): string {
  return name.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
