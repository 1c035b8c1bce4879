import type { InitializeParams } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { parseClientOptions } from '../shared/initialization.ts';
import type { ClientOptions } from '../shared/initialization.ts';

/** What the client can do, as it says itself. Whatever it does not speak of, it cannot. */
export interface ClientFeatures extends ClientOptions {
  /** It asks for the problems of a document; they are sent to others on our own accord. */
  readonly pullsDiagnostics: boolean;
  /** It asks again when it is told that answers are out of date. */
  readonly refreshesDiagnostics: boolean;
  /** The same for what is shown above functions. */
  readonly refreshesLenses: boolean;
  /** It can be asked for settings. */
  readonly configuration: boolean;
  /** It asks for the edit of an action when the user has picked it. */
  readonly resolvesActions: boolean;
  /** It takes edits that say which version of a document they are for. */
  readonly versionedEdits: boolean;
  /** It opens a page when it is asked to. */
  readonly showsPages: boolean;
}

/** What is known of a client before it has said anything. */
export const NO_FEATURES: ClientFeatures = {
  commands: [],
  status: false,
  pullsDiagnostics: false,
  refreshesDiagnostics: false,
  refreshesLenses: false,
  configuration: false,
  resolvesActions: false,
  versionedEdits: false,
  showsPages: false,
};

export function featuresOf({ capabilities, initializationOptions }: InitializeParams): ClientFeatures {
  const { textDocument, window, workspace } = capabilities;
  return {
    ...parseClientOptions(initializationOptions),
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    resolvesActions: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    showsPages: window?.showDocument?.support === true,
  };
}

/** The folders that are open, as URIs: clients that know of one folder only name it in one of two older ways. */
export function foldersOf({ workspaceFolders, rootUri, rootPath }: LegacyParams): string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  if (rootUri != null) return [rootUri];
  return rootPath == null ? [] : [URI.file(rootPath).toString()];
}

interface LegacyParams extends Pick<InitializeParams, 'workspaceFolders'> {
  readonly rootUri: string | null;
  readonly rootPath?: string | null;
}
