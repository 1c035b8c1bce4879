import plugin from '../../../../eslint-plugin/src/index.ts';
import { catalogFor, defaultOptions } from '../../../../eslint-plugin/src/rules/options.ts';

/**
 * The rule that comes with the extension, compiled in from its source. This file is the extension's only contact
 * with the inside of the plugin.
 */
export { plugin };

/** The module that fixes import `toThread` from, unless a configuration says otherwise. */
export const DEFAULT_RUNTIME = defaultOptions.runtime;

/** The name that the plugin has in every project, whatever prefix a configuration gives its rules. */
export const PLUGIN_NAME = plugin.meta.name;

/** How long the rule answers from memory what package.json files say, in milliseconds, with a margin. */
export const PROJECT_MEMORY_MS = 2_100;

/**
 * Whether a text can hold anything to report: every report is about code in an async function, in a callback of a
 * promise, or in a module that awaits. This holds for every configuration of the rule.
 */
export function mayRunAsync(text: string): boolean {
  return /\b(?:async|await|catch|finally|then)\b/.test(text);
}

/** Whether a text can hold anything that the bundled rule reports. Costs a hundredth of parsing the text. */
export function mayReport(text: string): boolean {
  return mayRunAsync(text) && blockingNames().test(text);
}

let pattern: RegExp | undefined;

/**
 * What a text must mention to hold a blocking call, whatever it calls it: the name of the function or method, or the
 * comment that says so of a function of the project's own. Nearly all names end in `Sync`; the others are spelt out.
 */
function blockingNames(): RegExp {
  if (!pattern) {
    const { names, methodNames } = catalogFor(defaultOptions);
    const others = [...names, ...methodNames].filter((name) => !name.endsWith('Sync'));
    pattern = new RegExp(`Sync\\b|@blocking|\\b(?:${others.map(escape).join('|')})\\b`);
  }
  return pattern;
}

function escape(name: string): string {
  return name.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
