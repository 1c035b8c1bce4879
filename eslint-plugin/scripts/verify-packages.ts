/**
 * Holds `src/catalog/packages` against the packages themselves: `node scripts/verify-packages.ts`. Installs them
 * in a temporary folder, without their install scripts, and tells of every name that no version has, of every twin
 * that is not there, and of every function that another thread can or cannot find where the catalog says otherwise.
 */

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { CatalogEntry } from '../src/catalog/index.ts';
import { packageCatalog } from '../src/catalog/packages/index.ts';

/** Majors that are still common and export something that the latest does not. */
const olderMajors: Readonly<Record<string, readonly string[]>> = {
  '@babel/core': ['7'],
  '@noble/hashes': ['1'],
  '@node-rs/bcrypt': ['1'],
  del: ['6'],
  execa: ['9', '5'],
  'find-up': ['5'],
  globby: ['11'],
  'load-json-file': ['6'],
  'locate-path': ['6'],
  'make-dir': ['3'],
  'path-exists': ['4'],
  'pkg-dir': ['5'],
  'pkg-up': ['3'],
  'read-pkg': ['5'],
  'read-pkg-up': ['7'],
  'write-json-file': ['4'],
};

/** Packages that are there only where a program of theirs runs the code. */
const elsewhere = new Set(['electron']);

const importsOf = new Map<string, Promise<unknown>>();
const session = new Session();
const scripts = new Map<string, string>();

const folder = await mkdtemp(join(tmpdir(), 'verify-packages-'));
try {
  session.connect();
  session.on('Debugger.scriptParsed', ({ params }) => scripts.set(params.scriptId, params.url));
  await session.post('Debugger.enable');

  const modules = new Map<string, CatalogEntry[]>();
  for (const entry of packageCatalog.filter(({ module }) => !elsewhere.has(module)))
    modules.set(entry.module, [...(modules.get(entry.module) ?? []), entry]);
  const installed = await install(packageVersions([...modules.keys()]));
  const problems: string[] = [];
  for (const [module, entries] of modules) {
    for (const entry of entries)
      problems.push(...(await verify(entry, installed.get(packageName(module)) ?? [])));
  }
  for (const problem of problems) console.error(problem);
  console.log(`${packageCatalog.length} entries, ${problems.length} problems.`);
  process.exitCode = problems.length > 0 ? 1 : 0;
} finally {
  session.disconnect();
  await rm(folder, { recursive: true });
}

function packageVersions(modules: readonly string[]): [name: string, version: string][] {
  const names = [...new Set(modules.map(packageName))];
  return names.flatMap((name) =>
    ['latest', ...(olderMajors[name] ?? [])].map((version): [string, string] => [name, version]),
  );
}

function packageName(module: string): string {
  return module.split('/', module.startsWith('@') ? 2 : 1).join('/');
}

/** Installs each version in a project of its own and gives the folders of a package, the latest version first. */
async function install(versions: readonly [name: string, version: string][]): Promise<Map<string, string[]>> {
  const folders = new Map<string, string[]>();
  for (const [name, version] of versions) {
    const project = join(folder, `${name.replace('/', '-')}-${version}`);
    await mkdir(project);
    await writeFile(join(project, 'package.json'), '{ "private": true }');
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', `${name}@${version}`];
    await promisify(execFile)('npm', args, { cwd: project });
    folders.set(name, [...(folders.get(name) ?? []), project]);
    console.log(`installed ${name}@${version}`);
  }
  return folders;
}

async function verify(entry: CatalogEntry, projects: readonly string[]): Promise<string[]> {
  // A method is found by types; there is no export to look at.
  if (entry.receiver !== undefined || (entry.platform && entry.platform !== process.platform)) return [];
  const name = `${entry.module}: ${entry.export}`;
  const problems: string[] = [];
  const reachable: boolean[] = [];
  for (const project of projects) {
    const exports = await load(entry.module, project);
    const fn = member(exports, entry.export);
    if (typeof fn !== 'function') continue;
    const { native } = entry;
    if (native && typeof member(await load(native.module, project), native.export) !== 'function') {
      problems.push(`${name}: no twin ${native.module}: ${native.export}`);
    }
    reachable.push(await isReachable(fn));
  }
  // Packages that pass on what Node has pass on what this Node has.
  if (reachable.length === 0) return entry.since === undefined ? [`${name}: no version has it`] : [];
  if (entry.crossing === 'ok' && !entry.maker && reachable.includes(false)) {
    problems.push(`${name}: another thread cannot find it`);
  }
  if (entry.crossing === 'unreachable' && !reachable.includes(false)) {
    problems.push(`${name}: another thread can find it`);
  }
  return problems;
}

async function load(module: string, project: string): Promise<unknown> {
  const require = createRequire(join(project, 'index.js'));
  const path = resolved(module, require);
  if (path === undefined) return undefined;
  const url = path.startsWith('/') || /^[a-z]:/i.test(path) ? pathToFileURL(path).href : path;
  const loaded = importsOf.get(url) ?? (import(url) as Promise<unknown>);
  importsOf.set(url, loaded);
  return loaded;
}

/** The file of a module; undefined where this version of the package has no such module. */
function resolved(module: string, require: NodeJS.Require): string | undefined {
  try {
    return require.resolve(module);
  } catch {
    return undefined;
  }
}

/** An export, or for CommonJS what is a property of `module.exports` and no named export. */
function member(exports: unknown, path: string): unknown {
  return steps(exports, path) ?? steps(steps(exports, 'default'), path);
}

function steps(value: unknown, path: string): unknown {
  let current = value;
  for (const step of path.split('.')) {
    if ((typeof current !== 'object' && typeof current !== 'function') || current === null) return undefined;
    current = Reflect.get(current, step);
  }
  return current;
}

/** Whether the module that defines a function also exports it. Functions of Node itself are found by identity. */
async function isReachable(fn: unknown): Promise<boolean> {
  const url = await definedIn(fn);
  // Code that is made from a text has no file.
  if (!url) return false;
  if (url.startsWith('node:')) return true;
  const exports: unknown = await import(url.startsWith('file:') ? url : pathToFileURL(url).href);
  return [exports, steps(exports, 'default')].some(
    (holder) =>
      ((typeof holder === 'object' && holder !== null) || typeof holder === 'function') &&
      Object.values(holder).includes(fn),
  );
}

/** The script that defines a function; undefined for a function that is not made of JavaScript. */
async function definedIn(fn: unknown): Promise<string | undefined> {
  const key = '__verified__';
  Reflect.set(globalThis, key, fn);
  try {
    const { result } = await session.post('Runtime.evaluate', { expression: key });
    if (result.objectId === undefined) return undefined;
    const { internalProperties = [] } = await session.post('Runtime.getProperties', {
      objectId: result.objectId,
    });
    const location: unknown = internalProperties.find(({ name }) => name === '[[FunctionLocation]]')?.value
      ?.value;
    return scripts.get(String(steps(location, 'scriptId')));
  } finally {
    Reflect.deleteProperty(globalThis, key);
  }
}
