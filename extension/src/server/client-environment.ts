import type { Connection, InitializeParams } from 'vscode-languageserver';
import { defaultSettings, parseSettings, SECTION } from '../shared/settings.ts';
import type { DocumentSettings } from '../shared/settings.ts';
import { featuresOf, foldersOf, NO_FEATURES } from './client-features.ts';
import type { ClientFeatures } from './client-features.ts';
import type { Environment } from './environment.ts';
import { pathOf } from './project/document-path.ts';
import { isInside } from './project/folders.ts';

/** Asks the client, and remembers its answers until something changes. */
export class ClientEnvironment implements Environment {
  readonly #connection: Connection;
  readonly #settings = new Map<string, Promise<DocumentSettings>>();
  #folders: readonly string[] = [];
  #features = NO_FEATURES;
  /** What the client said when it started the server: holds where it says nothing else later. */
  #initial = defaultSettings;
  /** What a client that cannot be asked has sent. */
  #sent = defaultSettings;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Takes down what the client says of itself. */
  initialize(params: InitializeParams): void {
    this.#features = featuresOf(params);
    this.#folders = foldersOf(params);
    this.#initial = parseSettings(params.initializationOptions);
    this.#sent = this.#initial;
  }

  get features(): ClientFeatures {
    return this.#features;
  }

  /** Sets the workspace folders, as URIs. */
  setFolders(folders: readonly string[]): void {
    this.#folders = folders;
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  settings(uri: string): Promise<DocumentSettings> {
    if (!this.#features.configuration) return Promise.resolve(this.#sent);
    let settings = this.#settings.get(uri);
    if (!settings) {
      settings = this.#connection.workspace
        .getConfiguration({ scopeUri: uri, section: SECTION })
        .then((value: unknown) => parseSettings(value, this.#initial));
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
      .flatMap((folder) => pathOf(folder) ?? [])
      .filter((folder) => isInside(path, folder))
      .sort((a, b) => b.length - a.length);
    return Promise.resolve(around[0]);
  }

  forget(uri: string): void {
    this.#settings.delete(uri);
  }

  /**
   * Settings have changed.
   *
   * @param sent what came with the news: a client that can be asked sends nothing, or not all
   */
  settingsChanged(sent: unknown): void {
    this.#settings.clear();
    this.#sent = parseSettings(sent, this.#initial);
  }
}
