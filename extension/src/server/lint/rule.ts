import plugin from 'eslint-plugin-to-thread';

/** The plugin that comes with the extension, as it is published. */
export { plugin };
export { ReportListener } from 'eslint-plugin-to-thread/details';
export { mayReport, mayReportWithOptions } from 'eslint-plugin-to-thread/prefilter';

/** The module that fixes import `toThread` from, unless a configuration says otherwise. */
export const DEFAULT_RUNTIME =
  runtimeOption(plugin.rules['no-blocking-in-async'].meta?.defaultOptions?.[0]) ?? 'to-thread';

/** The name that the plugin has in every project, whatever prefix a configuration gives its rules. */
export const PLUGIN_NAME = plugin.meta.name;

/** How long the rule answers from memory what package.json files say, in milliseconds, with a margin. */
export const PROJECT_MEMORY_MS = 2_100;

/** The module that some options of a rule have `toThread` imported from. */
export function runtimeOption(options: unknown): string | undefined {
  const runtime = (options as { runtime?: unknown } | undefined)?.runtime;
  return typeof runtime === 'string' ? runtime : undefined;
}
