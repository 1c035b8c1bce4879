import { getBuiltinModule } from '../../common/node.ts';
import { valueAt } from '../../function-reference/exports.ts';
import { unwrap } from '../../function-reference/instrumentation.ts';
import type { FunctionKey, Helper } from '../../worker/protocol.ts';
import type { FarFile, FarKey } from '../wire/far-key.ts';
import { foldersAbove, hashOf, packageIn, packageNamed, type Package } from '../wire/files.ts';
import { isAbsolute, join } from 'node:path';
import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { AllowList } from './allow-list.ts';
import { Refusal } from './refusal.ts';

/** What a host makes of the names of functions. */
export interface Resolving {
  readonly root: string;
  readonly host: string;
  readonly allowed: AllowList;
  readonly functionTexts: boolean;
  /** Whether calls are made although the client has other code. */
  readonly anyVersion: boolean;
}

/**
 * How a function that a client has named is named to the threads of this host.
 *
 * @throws Refusal if it is not allowed, not there, or not what the client has
 */
export function localKeyOf(far: FarKey, name: string, resolving: Resolving): FunctionKey {
  const { allowed, functionTexts } = resolving;
  const fileAt = (file: FarFile): string => localFile(file, name, resolving);
  switch (far[0]) {
    case 'builtin': {
      const [, module, path] = far;
      allowed.checkBuiltin(module, path, name);
      const root: unknown = module === null ? globalThis : getBuiltinModule(module);
      // Node has other texts of its functions in every version.
      return ['builtin', module, path, [String(unwrap(valueAt(root, path))).length]];
    }
    case 'module':
    case 'commonjs': {
      const [kind, file, path, before] = far;
      const nameOf = kind === 'module' ? (each: FarFile) => pathToFileURL(fileAt(each)).href : fileAt;
      return [kind, nameOf(file), path, ...before.map(nameOf)];
    }
    case 'specifier': {
      const [, specifier, path, from, version] = far;
      allowed.checkSpecifier(specifier, name);
      // Where it is resolved from need not be a file that may be called.
      const parent = join(resolving.root, from[0] === 'root' ? inside(from[1]) : 'package.json');
      checkVersion(specifier, version, parent, name, resolving);
      return ['package', specifier, path, pathToFileURL(parent).href];
    }
    case 'source': {
      if (!functionTexts) {
        const advice =
          'Start the worker with --function-texts if everybody who knows the secret may run anything there';
        throw new Refusal(
          'ERR_FUNCTION_NOT_ALLOWED',
          `${name} came as a text, which this worker does not run. ${advice}.`,
        );
      }
      const [, text, strict, globals, helpers, from] = far;
      const local = helpers.map((helper): Helper => {
        if (helper[1] !== null) return helper;
        const [variable, , file, ...inFile] = helper;
        return [variable, null, fileAt(file), ...inFile];
      });
      const origin = from === null ? [] : [pathToFileURL(unchecked(from, name, resolving)).href];
      return ['source', text, strict, globals, local, ...origin];
    }
  }
}

/** Where a file is here. It may be loaded, and is what the client has. */
function localFile(far: FarFile, name: string, resolving: Resolving): string {
  if (far[0] === 'package') {
    resolving.allowed.check(`npm:${far[1]}`, name);
    return localPackageFile(far, name, resolving);
  }
  const [, path, hash] = far;
  resolving.allowed.check(path, name);
  const file = realFile(join(resolving.root, inside(path)), name);
  // A link may lead to anywhere.
  if (!isBelow(file, resolving.root)) throw notAllowed(name, path);
  const ours = hashOf(file);
  if (hash !== null && hash !== ours && !resolving.anyVersion)
    throw differs(name, path, hash, ours ?? 'none', resolving);
  return file;
}

function localPackageFile(
  far: Extract<FarFile, readonly ['package', ...unknown[]]>,
  name: string,
  resolving: Resolving,
): string {
  const [, packageName, version, place, path] = far;
  const found = placesOf(packageName, inside(place), resolving.root);
  const [first] = found;
  if (!first) throw notFound(name, `the package ${packageName} is not installed`);
  const same = found.find((each) => each.version === version);
  if (!same && !resolving.anyVersion) throw differs(name, packageName, version, first.version, resolving);
  return realFile(join((same ?? first).folder, inside(path)), name);
}

/** The packages that may be meant: at the same place from here, or the one that the name stands for. */
function placesOf(name: string, place: string, root: string): Package[] {
  const folders = [root, ...foldersAbove(root)];
  const found = [...folders.map((folder) => packageIn(join(folder, place))), packageNamed(name, root)];
  return found.filter((each) => each?.name === name) as Package[];
}

function checkVersion(
  specifier: string,
  version: string | null,
  parent: string,
  name: string,
  resolving: Resolving,
): void {
  const packageName = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  const found = packageNamed(packageName, join(parent, '..'));
  if (found && version !== null && version !== found.version && !resolving.anyVersion)
    throw differs(name, packageName, version, found.version, resolving);
}

/** Where the text of a function is from, which is not loaded. */
function unchecked(far: FarFile, name: string, resolving: Resolving): string {
  return far[0] === 'root' ? join(resolving.root, inside(far[1])) : localPackageFile(far, name, resolving);
}

/** A path that leads out of where it begins is nothing that a client sends. */
function inside(path: string): string {
  const parts = path.split('/');
  if (isAbsolute(path) || parts.includes('..') || path.includes('\\') || path.includes('\0'))
    throw new Refusal('ERR_FUNCTION_NOT_ALLOWED', `${path} is no path below the root.`);
  return join(...parts);
}

function isBelow(file: string, root: string): boolean {
  return file.startsWith(join(root, '/'));
}

function realFile(file: string, name: string): string {
  try {
    return realpathSync(file);
  } catch {
    throw notFound(name, `there is no file ${file}`);
  }
}

function notFound(name: string, reason: string): Refusal {
  return new Refusal('ERR_FUNCTION_NOT_FOUND', `The worker could not find ${name}: ${reason}.`);
}

function notAllowed(name: string, what: string): Refusal {
  return new Refusal('ERR_FUNCTION_NOT_ALLOWED', `${name} is in ${what}, which is not allowed here.`);
}

function differs(name: string, what: string, theirs: string, ours: string, { host }: Resolving): Refusal {
  return new Refusal(
    'ERR_CODE_DIFFERS',
    `${name} is in ${what}, of which the caller has ${theirs}, and the worker ${host} has ${ours}. ` +
      'Give each version a queue of its own while both are there; or start workers with --any-version.',
  );
}
