import { mayRunAsync } from './detect/execution-context.ts';
import { catalogFor, defaultOptions } from './rules/options.ts';

/**
 * Whether a text can hold anything that the `recommended` configuration reports. For tools that check many texts, or
 * one on every key: this costs a hundredth of parsing the text.
 */
export function mayReport(text: string): boolean {
  return (mayRunAsync(text) && blockingNames().test(text)) || text.includes(defaultOptions.runtime);
}

/**
 * The same for any configuration: options can add functions that block, but not where they do.
 *
 * @param runtime the module that `toThread` is imported from
 */
export function mayReportWithOptions(text: string, runtime: string): boolean {
  return mayRunAsync(text) || text.includes(runtime);
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
