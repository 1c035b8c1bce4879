import { fileURLToPath, getBuiltinModule } from '../node.ts';
import type { Footprint, Touch, Unless } from './footprints.ts';
import { CHANGE, CREATE } from './modes.ts';

/** A place: an absolute path without a separator at its end, so that the root is '', or a file descriptor. */
export type Place = string | number;

/** A place, and how a call touches it. */
export type Access = readonly [place: Place, modes: number];

/** The path that is known to be behind a descriptor. */
type PathBehind = (descriptor: number) => string | undefined;

// eslint-disable-next-line @typescript-eslint/unbound-method -- it needs no `this`
const { resolve } = getBuiltinModule('path');
const isWindows = process.platform === 'win32';
const SEPARATOR = isWindows ? '\\' : '/';

/** The file systems of these do not tell case apart nor, on macOS, the ways to write an accent. */
const isLenient = isWindows || process.platform === 'darwin';

/** All but absolute paths in their shortest form. To see that nothing is to be resolved takes a tenth of doing it. */
const UNRESOLVED = isWindows ? /^/ : /^[^/]|\/\.{0,2}(?:\/|$)/;

/** From the first part on that may stand for several names. */
const VARIABLE_PART = /[^\\/]*[*?[\]{}()!+@].*$/s;

/** So that each folder of `mkdtempSync` is a place of its own. */
let unique = 0;

/**
 * What a call touches, by its arguments as they are now. Nothing where they name no place: then the call will fail.
 * Links are not followed, because that would block, and places that a link makes one count as two.
 */
export function accessesOf(footprint: Footprint, args: readonly unknown[], pathBehind: PathBehind): Access[] {
  try {
    // Almost all have one, for which `flatMap` takes three times as long.
    const [first, ...others] = footprint;
    const accesses = first ? accessesAt(first, args, pathBehind) : [];
    for (const touch of others) accesses.push(...accessesAt(touch, args, pathBehind));
    return accesses;
  } catch {
    // Not a path, an URL that is no file's, or a working directory that is gone.
    return [];
  }
}

/** The folders that a place is in, from the nearest on. */
export function foldersAround(place: string): string[] {
  const folders: string[] = [];
  let end = place.lastIndexOf(SEPARATOR);
  for (; end >= 0; end = end === 0 ? -1 : place.lastIndexOf(SEPARATOR, end - 1)) {
    folders.push(place.slice(0, end));
  }
  return folders;
}

/** Whether one of the places is the other, or in it. */
export function areRelated(one: Place, other: Place): boolean {
  return one === other || isInside(one, other) || isInside(other, one);
}

function isInside(inner: Place, outer: Place): boolean {
  return typeof inner === 'string' && typeof outer === 'string' && inner.startsWith(outer + SEPARATOR);
}

function accessesAt(touch: Touch, args: readonly unknown[], pathBehind: PathBehind): Access[] {
  const { argument, names, unless } = touch;
  const named = args[argument];
  const { mode, makesWay } = unless && applies(unless, args[unless.argument]) ? unless : touch;
  if (names === 'descriptor' || typeof named === 'number') {
    // Others do not take numbers.
    if (typeof named !== 'number' || (names !== 'descriptor' && names !== 'file')) return [];
    const path = pathBehind(named);
    return path === undefined
      ? [[named, CHANGE]]
      : [
          [named, CHANGE],
          [path, mode],
        ];
  }
  if (names === 'patterns') {
    const { cwd = '.' } = (args[argument + 1] ?? {}) as { cwd?: unknown };
    const folder = textOf(cwd);
    return [named]
      .flat()
      .map((pattern) => [placeOf(resolve(folder, textOf(pattern).replace(VARIABLE_PART, ''))), mode]);
  }
  if (names === 'target') {
    const [folder = ''] = foldersAround(placeOf(args[argument + 1]));
    return [[placeOf(resolve(folder + SEPARATOR, textOf(named))), mode]];
  }
  const place = placeOf(names === 'prefix' ? `${textOf(named)}${++unique}` : named);
  const accesses: Access[] = [[place, mode]];
  if (makesWay) for (const folder of wayTo(place)) accesses.push([folder, CREATE]);
  return accesses;
}

/** Whether the option is set or, for flags, they let the file be written. */
function applies({ option }: Unless, argument: unknown): boolean {
  const value = option === undefined ? argument : (argument as Record<string, unknown> | undefined)?.[option];
  if (option === 'recursive') return Boolean(value);
  const { O_APPEND, O_CREAT, O_TRUNC } = getBuiltinModule('fs').constants;
  return typeof value === 'number'
    ? (value & (O_APPEND | O_CREAT | O_TRUNC)) !== 0
    : typeof value === 'string' && /[aw]/.test(value);
}

/** Folders on the way to a place that may have to be made: neither the current one nor those at the root. */
function wayTo(place: string): string[] {
  const current = placeOf('.');
  return foldersAround(place).filter(
    (folder) =>
      folder !== current &&
      !isInside(current, folder) &&
      folder.indexOf(SEPARATOR) !== folder.lastIndexOf(SEPARATOR),
  );
}

function placeOf(path: unknown): string {
  const given = textOf(path);
  const resolved = UNRESOLVED.test(given) ? resolve(given) : given;
  const place = resolved.endsWith(SEPARATOR) ? resolved.slice(0, -1) : resolved;
  return isLenient ? place.normalize('NFD').toLowerCase() : place;
}

/** A path as a string. */
function textOf(path: unknown): string {
  if (typeof path === 'string') return path;
  if (path instanceof Uint8Array)
    return Buffer.from(path.buffer, path.byteOffset, path.byteLength).toString();
  // Anything else is refused, by the function itself, too.
  return fileURLToPath(path as URL);
}
