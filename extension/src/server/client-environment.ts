import type { Connection } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { parseSettings, SECTION } from '../shared/settings.ts';
import type { DocumentSettings } from '../shared/settings.ts';
import type { Environment } from './environment.ts';
import { pathOf } from './project/document-path.ts';
import { isInside } from './project/folders.ts';

/** Asks the client, and remembers its answers until something changes. */
export class ClientEnvironment implements Environment {
  readonly #connection: Connection;
  readonly #settings = new Map<string, Promise<DocumentSettings>>();
  #folders: readonly string[] = [];

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Sets the workspace folders, as URIs. */
  setFolders(folders: readonly string[]): void {
    this.#folders = folders;
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  settings(uri: string): Promise<DocumentSettings> {
    let settings = this.#settings.get(uri);
    if (!settings) {
      settings = this.#connection.workspace
        .getConfiguration({ scopeUri: uri, section: SECTION })
        .then(parseSettings);
      // A request that failed is made again the next time.
      settings.catch(() => this.#settings.delete(uri));
      this.#settings.set(uri, settings);
    }
    return settings;
  }

  workspaceFolder(uri: string): Promise<string | undefined> {
    const path = pathOf(uri);
    if (path === undefined) return Promise.resolve(undefined);
    // Workspace folders can lie in one another: the innermost counts.
    const around = this.#folders
      .map((folder) => URI.parse(folder).fsPath)
      .filter((folder) => isInside(path, folder))
      .sort((a, b) => b.length - a.length);
    return Promise.resolve(around[0]);
  }

  forget(uri: string): void {
    this.#settings.delete(uri);
  }

  clear(): void {
    this.#settings.clear();
  }
}
