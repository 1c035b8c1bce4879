/**
 * Writes `src/trace/blocking-functions.ts`: what of the plugin's catalog the recorder and the report need to know. The
 * runtime cannot depend on the plugin, so it has a copy, which a test holds against the catalog.
 */
import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { nodeCatalog } from '../../eslint-plugin/src/catalog/node/index.ts';
import { fileURLToPath } from 'node:url';
import type { BlockingFunction } from '../src/trace/blocking-function.ts';

const file = fileURLToPath(new URL('../src/trace/blocking-functions.ts', import.meta.url));

/** The rows of the catalog for Node, one a function. */
export function rows(): BlockingFunction[] {
  return nodeCatalog
    .filter(({ maker }) => maker !== true)
    .map((entry) => ({
      module: entry.module,
      path: entry.export,
      kind: entry.kind,
      crossing: entry.crossing,
      ...(entry.receiver !== undefined && { isMethod: true as const }),
      ...(entry.construct && { construct: true as const }),
      ...(entry.callbackAt !== undefined && { callbackAt: entry.callbackAt }),
      ...(entry.whenArgument && { numberAt: entry.whenArgument.index }),
      ...(entry.cheap && { cheap: true as const }),
      ...(entry.lookup && { lookup: true as const }),
      ...(entry.native && { native: `${entry.native.module}.${entry.native.export}` }),
    }));
}

/** The text of the file, laid out as all others are. */
export async function text(): Promise<string> {
  const source = `/** Written by \`scripts/blocking-functions.ts\` from the catalog of the plugin. */
import type { BlockingFunction } from './blocking-function.ts';

export const blockingFunctions: readonly BlockingFunction[] = ${JSON.stringify(rows())};
`;
  return format(source, { ...(await resolveConfig(file)), filepath: file });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(file, await text());
