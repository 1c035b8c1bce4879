import { EventEmitter, FileSystemError, FileType, workspace } from 'vscode';
import type { ExtensionContext, FileChangeEvent, FileStat, FileSystemProvider, Uri } from 'vscode';

/** Files that are kept in memory, so that a window in a browser has a folder which is not on disk. */
class Memory implements FileSystemProvider {
  readonly #files = new Map<string, Uint8Array>();
  readonly #changes = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changes.event;

  watch(): { dispose(): void } {
    return { dispose: () => undefined };
  }

  stat({ path }: Uri): FileStat {
    const content = this.#files.get(path);
    if (content) return { type: FileType.File, ctime: 0, mtime: 0, size: content.length };
    if (path === '/' || this.#inside(path).length > 0)
      return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    throw FileSystemError.FileNotFound(path);
  }

  readDirectory({ path }: Uri): [string, FileType][] {
    return this.#inside(path);
  }

  readFile({ path }: Uri): Uint8Array {
    const content = this.#files.get(path);
    if (!content) throw FileSystemError.FileNotFound(path);
    return content;
  }

  writeFile({ path }: Uri, content: Uint8Array): void {
    this.#files.set(path, content);
  }

  createDirectory(): void {
    // A folder is there once something is in it.
  }

  delete({ path }: Uri): void {
    this.#files.delete(path);
  }

  rename(from: Uri, to: Uri): void {
    this.writeFile(to, this.readFile(from));
    this.delete(from);
  }

  #inside(path: string): [string, FileType][] {
    const folder = path === '/' ? path : `${path}/`;
    const entries = new Map<string, FileType>();
    for (const file of this.#files.keys()) {
      if (!file.startsWith(folder)) continue;
      const [name = '', ...rest] = file.slice(folder.length).split('/');
      entries.set(name, rest.length > 0 ? FileType.Directory : FileType.File);
    }
    return [...entries];
  }
}

export function activate({ subscriptions }: ExtensionContext): void {
  subscriptions.push(workspace.registerFileSystemProvider('memory', new Memory(), { isCaseSensitive: true }));
}
