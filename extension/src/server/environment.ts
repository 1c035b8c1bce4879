import type { DocumentSettings } from '../shared/settings.ts';

/** What the server asks its client for, so that nothing below has to know the connection. */
export interface Environment {
  settings(uri: string): Promise<DocumentSettings>;
  /** The absolute path of the workspace folder that a document lies in. */
  workspaceFolder(uri: string): Promise<string | undefined>;
}
