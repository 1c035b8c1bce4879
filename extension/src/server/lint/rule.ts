import { mayBlock } from '../../../../eslint-plugin/src/detect/prefilter.ts';
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
 * Whether a text can hold anything to report: every report is about code in an async function, or in a module that
 * awaits. This holds for every configuration of the rule.
 */
export function mayRunAsync(text: string): boolean {
  return /\b(?:async|await)\b/.test(text);
}

/** Whether a text can hold anything that the bundled rule reports. Costs a hundredth of parsing the text. */
export function mayReport(text: string): boolean {
  return mayRunAsync(text) && mayBlock(text, catalogFor(defaultOptions));
}
