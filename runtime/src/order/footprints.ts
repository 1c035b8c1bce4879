import { CHANGE, CHANGE_LISTING, CHANGE_TREE, CREATE, LIST, READ, READ_TREE } from './modes.ts';

/** What a function of `fs` touches, argument by argument. */
export type Footprint = readonly Touch[];

export interface Touch {
  /** The position of the argument. */
  readonly argument: number;
  readonly names: Names;
  /** How the place that it names is touched; see `modes.ts`. */
  readonly mode: number;
  /** What makes it touch the place in another way. */
  readonly unless?: Unless;
  /** Whether folders on the way to the place are made if they are not there. */
  readonly makesWay?: true;
  /** Whether the call gives a descriptor of the file, or closes the one it is given. */
  readonly descriptor?: 'opened' | 'closed';
}

/**
 * What an argument is: a path, a file descriptor, either of them; the beginning of a name that will be unique; what a
 * link leads to, seen from the place in the argument after it; or patterns, one or several.
 */
type Names = 'path' | 'descriptor' | 'file' | 'prefix' | 'target' | 'patterns';

export interface Unless {
  /** The position of the options, or of the flags. */
  readonly argument: number;
  /** The option that has to be true or, for flags, to say that the file may be written. */
  readonly option: 'recursive' | 'flag' | undefined;
  readonly mode: number;
  readonly makesWay?: true;
}

/**
 * The blocking functions of `fs`, by what the documentation of each says that it does (https://nodejs.org/api/fs.html).
 * In doubt a call touches more: then others wait for it that need not. A descriptor is always changed, because reading
 * moves its position; the file behind it is only if the function changes it.
 */
export const FOOTPRINTS: Readonly<Record<string, Footprint>> = {
  accessSync: [at(0, READ)],
  appendFileSync: [file(0, CHANGE)],
  chmodSync: [at(0, CHANGE_TREE)],
  chownSync: [at(0, CHANGE_TREE)],
  closeSync: [{ ...descriptor(READ), descriptor: 'closed' }],
  copyFileSync: [at(0, READ), at(1, CHANGE)],
  // Makes the folders that lead to the copy.
  cpSync: [at(0, READ_TREE), { ...at(1, CHANGE_TREE), makesWay: true }],
  existsSync: [at(0, READ)],
  fchmodSync: [descriptor(CHANGE)],
  fchownSync: [descriptor(CHANGE)],
  fdatasyncSync: [descriptor(READ)],
  fstatSync: [descriptor(READ)],
  fsyncSync: [descriptor(READ)],
  ftruncateSync: [descriptor(CHANGE)],
  futimesSync: [descriptor(CHANGE)],
  globSync: [{ argument: 0, names: 'patterns', mode: READ_TREE }],
  lchmodSync: [at(0, CHANGE)],
  lchownSync: [at(0, CHANGE)],
  // The number of links to a file is something that `statSync` shows.
  linkSync: [at(0, CHANGE), at(1, CHANGE)],
  lstatSync: [at(0, LIST)],
  lutimesSync: [at(0, CHANGE_LISTING)],
  mkdirSync: [{ ...at(0, CREATE), unless: { ...recursive(CREATE), makesWay: true } }],
  mkdtempDisposableSync: [{ argument: 0, names: 'prefix', mode: CHANGE }],
  mkdtempSync: [{ argument: 0, names: 'prefix', mode: CHANGE }],
  opendirSync: [at(0, LIST)],
  openSync: [
    { ...at(0, READ), unless: { argument: 1, option: undefined, mode: CHANGE }, descriptor: 'opened' },
  ],
  readFileSync: [{ ...file(0, READ), unless: { argument: 1, option: 'flag', mode: CHANGE } }],
  readSync: [descriptor(READ)],
  readdirSync: [{ ...at(0, LIST), unless: recursive(READ_TREE) }],
  readlinkSync: [at(0, READ)],
  readvSync: [descriptor(READ)],
  realpathSync: [at(0, READ)],
  'realpathSync.native': [at(0, READ)],
  renameSync: [at(0, CHANGE_TREE), at(1, CHANGE_TREE)],
  rmSync: [at(0, CHANGE_TREE)],
  rmdirSync: [at(0, CHANGE_TREE)],
  statSync: [at(0, LIST)],
  statfsSync: [at(0, READ)],
  // What the link leads to is looked at on Windows, where links to folders are of another kind.
  symlinkSync: [{ argument: 0, names: 'target', mode: READ }, at(1, CHANGE_TREE)],
  truncateSync: [file(0, CHANGE)],
  // A link to a folder may be the way to others.
  unlinkSync: [at(0, CHANGE_TREE)],
  utimesSync: [at(0, CHANGE_LISTING)],
  writeFileSync: [file(0, CHANGE)],
  writeSync: [descriptor(CHANGE)],
  writevSync: [descriptor(CHANGE)],
};

/** What a function touches that is found there in Node. Those of `fs.promises` are the same without `Sync`. */
export function footprintOf(module: string | null, path: readonly string[]): Footprint | undefined {
  const [, promises, name = ''] = FUNCTION.exec([module, ...path].join('.')) ?? [];
  const key = promises ? `${name}Sync` : name;
  return Object.hasOwn(FOOTPRINTS, key) ? FOOTPRINTS[key] : undefined;
}

const FUNCTION = /^(?:node:)?fs(?:\.default)?([./]promises)?(?:\.default)?\.(\w+(?:\.native)?)$/;

function at(argument: number, mode: number): Touch {
  return { argument, names: 'path', mode };
}

function file(argument: number, mode: number): Touch {
  return { argument, names: 'file', mode };
}

function descriptor(mode: number): Touch {
  return { argument: 0, names: 'descriptor', mode };
}

function recursive(mode: number): Unless {
  return { argument: 1, option: 'recursive', mode };
}
