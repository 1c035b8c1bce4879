import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { URI } from 'vscode-uri';

const repository = resolve(import.meta.dirname, '../../..');

/** A small project in a temporary folder. */
export interface Workspace extends AsyncDisposable {
  /** Absolute path. */
  readonly folder: string;
  /** The URI of the folder. */
  readonly uri: string;
  path(...segments: string[]): string;
  uriOf(...segments: string[]): string;
  write(files: Readonly<Record<string, string>>): Promise<void>;
  /** Makes packages of this repository's node_modules available, as an installation would. */
  install(...packages: string[]): Promise<void>;
}

/** Writes a project to a temporary folder: relative paths with their content. */
export async function workspace(files: Readonly<Record<string, string>>): Promise<Workspace> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'to-thread-extension-')));
  const path = (...segments: string[]): string => join(folder, ...segments);
  const created: Workspace = {
    folder,
    uri: URI.file(folder).toString(),
    path,
    uriOf: (...segments) => URI.file(path(...segments)).toString(),
    async write(more) {
      for (const [name, content] of Object.entries(more)) {
        await mkdir(dirname(path(name)), { recursive: true });
        await writeFile(path(name), content);
      }
    },
    async install(...packages) {
      for (const name of packages) {
        await mkdir(dirname(path('node_modules', name)), { recursive: true });
        await symlink(join(repository, 'node_modules', name), path('node_modules', name), 'junction');
      }
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
  await created.write(files);
  return created;
}
