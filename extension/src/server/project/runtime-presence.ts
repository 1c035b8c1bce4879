import { join } from 'node:path';
import type { RuntimePresence } from '../../shared/messages.ts';
import { isRemote } from './document-path.ts';
import { exists, readText } from './files.ts';
import { foldersAbove } from './folders.ts';

type Manifest = Readonly<Record<string, unknown>>;

/**
 * Whether a fix may import the runtime in a file, by what the rule asks for: that the package of the file names it among
 * what is there wherever it is installed. A private package may have it from one further up.
 *
 * @param runtime a module specifier; relative and `#` imports are the project's own
 * @param file absolute path
 */
export async function runtimePresence(runtime: string, file: string): Promise<RuntimePresence> {
  if (/^[./#]/.test(runtime)) return 'installed';
  const name = packageName(runtime);
  const manifests: Manifest[] = [];
  let isThere = false;
  for (const folder of foldersAbove(file)) {
    isThere ||= await exists(join(folder, 'node_modules', name, 'package.json'));
    const manifest = await readManifest(folder);
    if (manifest) manifests.push(manifest);
  }
  const own = manifests.find(describesPackage) ?? manifests[0];
  if (!own) return isThere ? 'installed' : 'missing';
  // A package may import itself by its name.
  if (own['name'] === name) return 'installed';
  const asking = own['private'] === true ? manifests.slice(manifests.indexOf(own)) : [own];
  if (!asking.some((manifest) => lists(manifest, name, DEPENDENCIES))) return 'missing';
  // Nothing is installed, and nothing run, where files are not on disk.
  return isThere || isRemote(file) ? 'installed' : 'declared';
}

/** The package that a module specifier belongs to: `@scope/name` of `@scope/name/sub`. */
export function packageName(specifier: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
}

/** Reads a package.json; one that is missing, or half written, says nothing. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  try {
    const content: unknown = JSON.parse(await readText(join(folder, 'package.json')));
    return isRecord(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

const DEPENDENCIES = ['dependencies', 'peerDependencies', 'optionalDependencies'];

/** Whether a package.json describes a package: one that only says how to read the files of its folder does not. */
export function describesPackage(manifest: Manifest): boolean {
  return (
    manifest['private'] === true ||
    typeof manifest['name'] === 'string' ||
    [...DEPENDENCIES, 'devDependencies'].some((list) => Object.keys(entries(manifest, list)).length > 0)
  );
}

/** Whether a package.json has a package for development. */
export function isForDevelopment(manifest: Manifest, name: string): boolean {
  return lists(manifest, name, ['devDependencies']);
}

function lists(manifest: Manifest, name: string, among: readonly string[]): boolean {
  return among.some((list) => Object.hasOwn(entries(manifest, list), name));
}

function entries(manifest: Manifest, list: string): Manifest {
  const value = manifest[list];
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
