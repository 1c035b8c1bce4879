import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';

/** The only contact that the graph has with the disk, so that something else can lie over it. */
export interface Disk {
  /** What tells a file from what it was before; nothing where there is no file. */
  readonly stampOf: (file: string) => string | undefined;
  readonly read: (file: string) => string | undefined;
  /** The names of what a folder holds; nothing where there is no folder. */
  readonly namesIn: (folder: string) => ReadonlySet<string> | undefined;
  /** The place that a path stands for, behind symbolic links. */
  readonly realPath: (path: string) => string;
}

/** The disk itself. What cannot be read is not there: a file without permissions takes nothing with it. */
export const disk: Disk = {
  stampOf: (file) =>
    attempt(() => {
      const stats = statSync(file, { throwIfNoEntry: false });
      return stats?.isFile() ? `${stats.mtimeMs} ${stats.size}` : undefined;
    }),
  read: (file) => attempt(() => readFileSync(file, 'utf8')),
  namesIn: (folder) => attempt(() => new Set(readdirSync(folder))),
  realPath: (path) => attempt(() => realpathSync(path)) ?? path,
};

function attempt<Answer>(ask: () => Answer): Answer | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
