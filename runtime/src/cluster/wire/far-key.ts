/** How a function is named to other machines, where files are at other places. */
export type FarKey =
  /** A function of Node or, for null, a global. */
  | readonly [kind: 'builtin', module: string | null, path: readonly string[]]
  /** A function in the exports of a file. What is to be loaded before it comes last. */
  | readonly [kind: 'module' | 'commonjs', file: FarFile, path: readonly string[], before: readonly FarFile[]]
  /** A function in the exports of what a name stands for in a file. */
  | readonly [kind: 'specifier', name: string, path: readonly string[], from: FarFile, version: string | null]
  /** The text of a function. What it imports is resolved from a file. */
  | readonly [
      kind: 'source',
      text: string,
      strict: boolean,
      globals: readonly string[],
      helpers: readonly FarHelper[],
      from: FarFile | null,
    ];

export type FarFile =
  /** Below the root: its path from there, with slashes, and the beginning of the hash of what is in it. */
  | readonly [kind: 'root', path: string, hash: string | null]
  /** In a package: where that is from the folder that holds `node_modules`, and the path in it. */
  | readonly [kind: 'package', name: string, version: string, place: string, path: string];

export type FarHelper =
  | readonly [name: string, text: string]
  | readonly [name: string, text: null, file: FarFile, ...path: string[]];
