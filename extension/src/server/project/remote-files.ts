import { join } from 'node:path';
import ignore from 'ignore';
import { minimatch } from 'minimatch';
import type { Connection } from 'vscode-languageserver';
import type { Requests } from '../../shared/messages.ts';
import { FILE_PATTERN } from '../../shared/languages.ts';
import { isRemote, uriOf } from './document-path.ts';
import { isExcluded } from './exclude.ts';
import { foldersAbove } from './folders.ts';

/** Folders that are never looked into. */
const LEFT_OUT = new Set(['node_modules', '.git']);

/** Files that are not on disk, by their paths: the client reads them, who has them open in whatever way. */
class RemoteFiles {
  #connection: Connection | undefined;
  /** What package.json files hold; `null` where there is none. */
  readonly #manifests = new Map<string, string | null>();

  /** Says whose files these are. */
  connect(connection: Connection): void {
    this.#connection = connection;
  }

  /** @throws when it cannot be read */
  async readText(file: string): Promise<string> {
    return this.#ask('toThread/readFile', { uri: uriOf(file) });
  }

  async exists(file: string): Promise<boolean> {
    return this.readText(file).then(
      () => true,
      () => false,
    );
  }

  /** The files of a folder that can be checked, without those that Git ignores. */
  async sourceFiles(folder: string, exclude: readonly string[]): Promise<string[]> {
    const files: string[] = [];
    await this.#walk(folder, folder, exclude, () => false, files);
    return files.sort();
  }

  /** Reads the package.json files that hold for a file, so that the rule, which waits for nothing, finds them. */
  async loadManifests(file: string): Promise<void> {
    const folders = [...foldersAbove(file)].filter(isRemote);
    const paths = folders.map((folder) => join(folder, 'package.json'));
    await Promise.all(
      paths
        .filter((path) => !this.#manifests.has(path))
        .map(async (path) => this.#manifests.set(path, await this.readText(path).catch(() => null))),
    );
  }

  /** A package.json that was loaded. */
  manifest(path: string): string | undefined {
    return this.#manifests.get(path) ?? undefined;
  }

  /** Forgets what was loaded. */
  clear(): void {
    this.#manifests.clear();
  }

  async #walk(
    folder: string,
    root: string,
    exclude: readonly string[],
    isIgnoredAbove: (path: string) => boolean,
    found: string[],
  ): Promise<void> {
    const entries = await this.#ask('toThread/listFolder', { uri: uriOf(folder) }).catch(() => []);
    const rules = entries.some(({ name }) => name === '.gitignore')
      ? ignore().add(await this.readText(join(folder, '.gitignore')).catch(() => ''))
      : undefined;
    const isIgnored = (path: string): boolean =>
      isIgnoredAbove(path) || rules?.ignores(path.slice(folder.length + 1).replaceAll('\\', '/')) === true;
    for (const { name, isFolder } of entries) {
      const path = join(folder, name);
      if (isIgnored(isFolder ? `${path}/` : path) || isExcluded(path, root, exclude)) continue;
      if (!isFolder) {
        if (minimatch(name, FILE_PATTERN, { dot: true })) found.push(path);
      } else if (!LEFT_OUT.has(name)) {
        await this.#walk(path, root, exclude, isIgnored, found);
      }
    }
  }

  async #ask<Method extends keyof Requests>(
    method: Method,
    params: Requests[Method]['params'],
  ): Promise<Requests[Method]['result']> {
    if (!this.#connection) throw new Error('there is no client yet');
    return this.#connection.sendRequest<Requests[Method]['result']>(method, params);
  }
}

/** Those of the one client that a server has. */
export const remoteFiles = new RemoteFiles();
