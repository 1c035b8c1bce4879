/** What the running Node really has: its blocking functions, and whether a catalog entry names a real one. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { builtinModules, createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CatalogEntry } from '../../src/catalog/index.ts';

const require = createRequire(import.meta.url);

/** Modules of Node that are not listed without their prefix, where this Node has them. */
const prefixed = ['node:ffi', 'node:sea', 'node:sqlite', 'node:test'];

/** Blocking functions that do not say so in their name: what the walk looks for beside `*Sync`. */
export const suffixless: ReadonlySet<string> = new Set([
  'crypto.createDiffieHellman',
  'crypto.decapsulate',
  'crypto.diffieHellman',
  'crypto.DiffieHellman.computeSecret',
  'crypto.DiffieHellman.generateKeys',
  'crypto.ECDH.computeSecret',
  'crypto.ECDH.generateKeys',
  'crypto.encapsulate',
  'crypto.hash',
  'crypto.privateDecrypt',
  'crypto.privateEncrypt',
  'crypto.publicDecrypt',
  'crypto.publicEncrypt',
  'crypto.randomBytes',
  'crypto.randomInt',
  'crypto.randomUUID',
  'crypto.sign',
  'crypto.Sign.sign',
  'crypto.verify',
  'crypto.Verify.verify',
  'ffi.dlopen',
  'fs.realpathSync.native',
  'globalThis.Atomics.wait',
  'globalThis.WebAssembly.Instance',
  'globalThis.WebAssembly.Module',
  'inspector.waitForDebugger',
  'module.findPackageJSON',
  'module.flushCompileCache',
  'module.register',
  'module.stripTypeScriptTypes',
  'process.dlopen',
  'process.loadEnvFile',
  'process.report.getReport',
  'process.report.writeReport',
  'sqlite.DatabaseSync.applyChangeset',
  'sqlite.DatabaseSync.close',
  'sqlite.DatabaseSync.deserialize',
  'sqlite.DatabaseSync.exec',
  'sqlite.DatabaseSync.loadExtension',
  'sqlite.DatabaseSync.open',
  'sqlite.DatabaseSync.prepare',
  'sqlite.DatabaseSync.serialize',
  'sqlite.SQLTagStore.all',
  'sqlite.SQLTagStore.get',
  'sqlite.SQLTagStore.iterate',
  'sqlite.SQLTagStore.run',
  'sqlite.Session.changeset',
  'sqlite.Session.patchset',
  'sqlite.StatementSync.all',
  'sqlite.StatementSync.get',
  'sqlite.StatementSync.iterate',
  'sqlite.StatementSync.run',
  'tls.getCACertificates',
  'v8.getHeapSnapshot',
  'v8.queryObjects',
  'v8.takeCoverage',
  'v8.writeHeapSnapshot',
  'vm.runInContext',
  'vm.runInNewContext',
  'vm.runInThisContext',
]);

/** Every blocking function of the running Node, as `module.path`; methods as `module.Class.method`. */
export async function blockingFunctions(): Promise<Set<string>> {
  // Looking at everything includes what is deprecated.
  process.noDeprecation = true;
  const found = new Set<string>();
  const add = (path: string, name: string) => {
    const full = `${path}.${name}`;
    if (name.endsWith('Sync') || suffixless.has(full)) found.add(full);
  };
  for (const [name, exports] of nodeModules()) {
    walk(exports, name, add, 2);
  }
  walk(globalThis, 'globalThis', add, 0);
  walk(Atomics, 'globalThis.Atomics', add, 0);
  walk(read(globalThis, 'WebAssembly'), 'globalThis.WebAssembly', add, 0);
  for (const [path, prototype] of await hiddenPrototypes()) {
    for (const name of Object.getOwnPropertyNames(prototype)) add(path, name);
  }
  return found;
}

/** Whether the running Node has what an entry or a twin names. */
export async function exists({
  module,
  export: exportPath,
}: {
  module: string;
  export: string;
}): Promise<boolean> {
  const exports: unknown = module === 'globalThis' ? globalThis : load(module);
  if (typeof at(exports, exportPath) === 'function') return true;
  const dot = exportPath.lastIndexOf('.');
  const method = exportPath.slice(dot + 1);
  if (typeof at(exports, `${exportPath.slice(0, dot)}.prototype.${method}`) === 'function') return true;
  const hidden = (await hiddenPrototypes()).get(`${module}.${exportPath.slice(0, dot)}`);
  return typeof at(hidden, method) === 'function';
}

/** Whether a Node release lies within the range an entry gives, on this platform. */
export function expected({ since, until, platform }: CatalogEntry, version = process.versions.node): boolean {
  return (
    (since === undefined || compare(version, since) >= 0) &&
    (until === undefined || compare(version, until) < 0) &&
    (platform === undefined || platform === process.platform)
  );
}

/** Order of two releases, negative when the first is the older. */
export function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (let i = 0; i < 3; i++) {
    const difference = (left?.[i] ?? 0) - (right?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function nodeModules(): Map<string, unknown> {
  const modules = new Map<string, unknown>();
  for (const specifier of [...builtinModules, ...prefixed]) {
    const name = specifier.replace(/^node:/, '');
    // Modules that begin with an underscore are Node's own affair; what is public of them is exported elsewhere.
    if (!name.startsWith('_')) modules.set(name, load(name));
  }
  return modules;
}

/** A module of the running Node, or undefined where this release has none of that name. */
function load(name: string): unknown {
  try {
    return require(`node:${name}`);
  } catch {
    return undefined;
  }
}

/** Visits the functions of an object, of its namespaces, and of the prototypes of its classes. */
function walk(
  value: unknown,
  path: string,
  visit: (path: string, name: string) => void,
  depth: number,
): void {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return;
  for (const name of Object.getOwnPropertyNames(value)) {
    if (name === 'constructor') continue;
    if (name === 'prototype') {
      visitMethods(read(value, name), path, visit);
      continue;
    }
    const member = read(value, name);
    if (typeof member === 'function') visit(path, name);
    if (depth > 0) walk(member, `${path}.${name}`, visit, depth - 1);
  }
}

/**
 * A prototype adds no step to the path: `fs.Dir.readSync` is how the documentation writes the method. Its accessors
 * stay unread, since they want an instance.
 */
function visitMethods(prototype: unknown, path: string, visit: (path: string, name: string) => void): void {
  if (typeof prototype !== 'object' || prototype === null) return;
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (typeof value === 'function' && name !== 'constructor') visit(path, name);
  }
}

/** A property; undefined for an accessor that refuses to be read (of what a flag switches on). */
function read(object: object, name: string): unknown {
  try {
    return Reflect.get(object, name);
  } catch {
    return undefined;
  }
}

function at(value: unknown, path: string): unknown {
  let current = value;
  for (const step of path.split('.')) {
    if ((typeof current !== 'object' && typeof current !== 'function') || current === null) return undefined;
    current = read(current, step);
  }
  return current;
}

let prototypes: Promise<Map<string, object>> | undefined;

/** Prototypes that no export leads to: the class is not exported, or a stand-in for it is. */
function hiddenPrototypes(): Promise<Map<string, object>> {
  prototypes ??= findHiddenPrototypes();
  return prototypes;
}

function call(object: unknown, name: string, ...args: unknown[]): unknown {
  const method = at(object, name);
  return typeof method === 'function' ? Reflect.apply(method, object, args) : undefined;
}

async function findHiddenPrototypes(): Promise<Map<string, object>> {
  const found = new Map<string, object>();
  const add = (path: string, instance: unknown) => {
    if (typeof instance === 'object' && instance !== null) {
      found.set(path, Object.getPrototypeOf(instance) as object);
    }
  };
  const Database = at(load('sqlite'), 'DatabaseSync');
  if (typeof Database === 'function') {
    const database: unknown = Reflect.construct(Database, [':memory:']);
    const session = call(database, 'createSession');
    add('sqlite.Session', session);
    add('sqlite.SQLTagStore', call(database, 'createTagStore'));
    call(session, 'close');
    call(database, 'close');
  }

  const zlib = load('zlib');
  const ZipEntry = at(zlib, 'ZipEntry');
  if (typeof ZipEntry === 'function') {
    add('zlib.ZipEntry', call(ZipEntry, 'createSync', 'name', Buffer.from('content')));
    const folder = await mkdtemp(join(tmpdir(), 'catalog-'));
    const path = join(folder, 'empty.zip');
    // The end record of an archive without entries.
    const archive = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);
    await writeFile(path, archive);
    const ZipBuffer = at(zlib, 'ZipBuffer');
    if (typeof ZipBuffer === 'function') add('zlib.ZipBuffer', Reflect.construct(ZipBuffer, [archive]));
    const file = call(at(zlib, 'ZipFile'), 'openSync', path);
    add('zlib.ZipFile', file);
    call(file, 'closeSync');
    await rm(folder, { recursive: true });
  }
  return found;
}
