import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RuntimePresence } from '../../shared/messages.ts';
import { exists, foldersAbove } from './folders.ts';

/**
 * Whether an import of the runtime in a file would find it: looked for as Node resolves packages, upwards.
 *
 * @param runtime a module specifier; relative and `#` imports are the project's own
 * @param file absolute path
 */
export async function runtimePresence(runtime: string, file: string): Promise<RuntimePresence> {
  if (/^[./#]/.test(runtime)) return 'installed';
  const name = packageName(runtime);
  let declared = false;
  for (const folder of foldersAbove(file)) {
    if (await exists(join(folder, 'node_modules', name, 'package.json'))) return 'installed';
    const manifest = await readManifest(folder);
    // A package may import itself by its name.
    if (manifest?.['name'] === name) return 'installed';
    declared ||= manifest !== undefined && dependencies(manifest).has(name);
  }
  return declared ? 'declared' : 'missing';
}

/** The package that a module specifier belongs to: `@scope/name` of `@scope/name/sub`. */
export function packageName(specifier: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
}

/** Reads a package.json; one that is missing, or half written, says nothing. */
export async function readManifest(folder: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const content: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    return isRecord(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

function dependencies(manifest: Readonly<Record<string, unknown>>): Set<string> {
  const lists = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
  return new Set(
    lists.flatMap((list) => {
      const value = manifest[list];
      return isRecord(value) ? Object.keys(value) : [];
    }),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
