import { mayRunAsync } from './detect/execution-context.ts';
import { catalogFor, defaultOptions } from './rules/options.ts';

/**
 * Whether a text can hold anything that the `recommended` configuration reports. For tools that check many texts, or
 * one on every key: this costs a hundredth of parsing the text.
 */
export function mayReport(text: string): boolean {
  const mayBlock = text.includes('@blocking') || catalogFor(defaultOptions).isMentionedIn(text);
  return (mayBlock && mayRunAsync(text)) || text.includes(defaultOptions.runtime);
}

/**
 * The same for any configuration: options can add functions that block, but not where they do.
 *
 * @param runtime the module that `toThread` is imported from
 */
export function mayReportWithOptions(text: string, runtime: string): boolean {
  return mayRunAsync(text) || text.includes(runtime);
}
