import { extensions, workspace } from 'vscode';
import type { Uri } from 'vscode';
import { parseSettings, SECTION } from '../shared/settings.ts';
import type { DocumentSettings } from '../shared/settings.ts';

const ESLINT_EXTENSION = 'dbaeumer.vscode-eslint';

/** The settings that hold for a resource as they are written, with what only the editor knows, as the server asks for them. */
export function settingsToSend(resource: Uri | undefined): object {
  const configuration = workspace.getConfiguration(SECTION, resource ?? null);
  return {
    // As data alone: what VS Code gives has functions too, which no message to a worker can hold.
    ...(JSON.parse(JSON.stringify(configuration)) as object),
    trusted: workspace.isTrusted,
    eslintExtension: eslintExtensionChecks(resource),
  };
}

/** The same as the server reads them. */
export function settingsFor(resource: Uri | undefined): DocumentSettings {
  return parseSettings(settingsToSend(resource));
}

/** Whether the ESLint extension is there, turned on, and set to run for this resource. */
function eslintExtensionChecks(resource: Uri | undefined): boolean {
  if (!extensions.getExtension(ESLINT_EXTENSION)) return false;
  return workspace.getConfiguration('eslint', resource ?? null).get('enable', true);
}
