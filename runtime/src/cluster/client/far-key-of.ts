import { realpathSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as errors from '../../errors.ts';
import type { FunctionKey, Helper } from '../../worker/protocol.ts';
import type { FarFile, FarHelper, FarKey } from '../wire/far-key.ts';
import { hashOf, packageAround, packageNamed } from '../wire/files.ts';

/** What the client's options say of functions. */
export interface Naming {
  /** The folder of the code, which hosts have as well. */
  readonly root: string;
  /** Whether functions may go as texts. */
  readonly functionTexts: boolean;
}

/**
 * How a function is named to other machines.
 *
 * @param key how it is named to workers of this one
 * @throws TypeError if it is in no file that other machines have, or could only go as a text
 */
export function farKeyOf(key: FunctionKey, name: string, naming: Naming): FarKey {
  const fileAt = (file: string): FarFile => farFile(file, name, naming);
  switch (key[0]) {
    case 'builtin':
      return ['builtin', key[1], key[2]];
    case 'module':
    case 'commonjs': {
      const [kind, file, path, ...before] = key;
      return [kind, fileAt(file), path, before.map(fileAt)];
    }
    case 'package': {
      const [, specifier, path, parent] = key;
      const from = fileAt(parent);
      const found = packageNamed(packageNameIn(specifier), dirname(fileURLToPath(parent)));
      return ['specifier', specifier, path, from, found?.version ?? null];
    }
    case 'source': {
      if (!naming.functionTexts) throw errors.unsupportedFunction(name, ONLY_TEXT, EXPORT_IT);
      const [, text, strict, globals, helpers, from] = key;
      const far = helpers.map((helper) => farHelper(helper, fileAt));
      return ['source', text, strict, globals, far, from === undefined ? null : fileAt(from)];
    }
  }
}

const ONLY_TEXT = 'other machines would be sent its text, which runs there as it is';
const EXPORT_IT =
  'Export it from a module below `root`; or, if everybody who knows the secret may run anything there, set the option functionTexts here and --function-texts there';

/** The package in what an import names. */
function packageNameIn(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function farHelper([name, text, file = '', ...path]: Helper, fileAt: (file: string) => FarFile): FarHelper {
  return text === null ? [name, text, fileAt(file), ...path] : [name, text];
}

function farFile(given: string, name: string, { root }: Naming): FarFile {
  const named = given.startsWith('file:') ? fileURLToPath(given) : given;
  const file = real(named);
  const path = relative(root, file).split(sep);
  if (path[0] !== '..' && !path.includes('node_modules')) return ['root', path.join('/'), hashOf(file)];
  const around = packageAround(file);
  if (!around) {
    const reason = `it is in ${file}, which is neither below the root ${root} nor in a package`;
    throw errors.unsupportedFunction(
      name,
      reason,
      'Set the option `root` to the folder that hosts have as well',
    );
  }
  const parts = around.folder.split(sep);
  const first = parts.indexOf('node_modules');
  const place = first === -1 ? `node_modules/${around.name}` : parts.slice(first).join('/');
  return ['package', around.name, around.version, place, relative(around.folder, file).split(sep).join('/')];
}

/** A file that exists on other machines only is where it is said to be. */
function real(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
