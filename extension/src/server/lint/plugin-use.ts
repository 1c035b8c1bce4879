import { stat } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { PLUGIN_NAME } from './rule.ts';

/**
 * Whether a configuration uses the plugin for any file: one that does and leaves a file out means it, and one that
 * knows nothing of the plugin does not, even if the plugin is installed for the package next door.
 *
 * @param configFile absolute path of a configuration that ESLint has read already
 * @returns nothing where it cannot be told, as of a configuration in TypeScript that this Node does not read
 */
export async function usesPlugin(configFile: string): Promise<boolean | undefined> {
  try {
    const url = pathToFileURL(configFile);
    // The address by which ESLint has imported it, so that it is not run again.
    url.searchParams.append('mtime', String((await stat(configFile)).mtime.getTime()));
    const { default: config } = (await import(/* @vite-ignore */ url.href)) as { default?: unknown };
    const entries: unknown = await config;
    return (Array.isArray(entries) ? entries : [entries]).some(hasPlugin);
  } catch {
    return undefined;
  }
}

function hasPlugin(entry: unknown): boolean {
  if (typeof entry !== 'object' || entry === null) return false;
  const { plugins } = entry as { readonly plugins?: unknown };
  if (typeof plugins !== 'object' || plugins === null) return false;
  return Object.values(plugins as Readonly<Record<string, { meta?: { name?: unknown } } | undefined>>).some(
    (plugin) => plugin?.meta?.name === PLUGIN_NAME,
  );
}
