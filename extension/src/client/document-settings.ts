import { extensions, workspace } from 'vscode';
import type { Uri } from 'vscode';
import { defaultSettings, SECTION } from '../shared/settings.ts';
import type { DocumentSettings } from '../shared/settings.ts';

const ESLINT_EXTENSION = 'dbaeumer.vscode-eslint';

/** The settings that hold for a resource, with what only the editor knows, as the server asks for them. */
export function settingsFor(resource: Uri | undefined): DocumentSettings {
  const settings = workspace.getConfiguration(SECTION, resource ?? null);
  return {
    enable: settings.get('enable', true),
    run: settings.get('run', 'onType'),
    source: settings.get('source', 'auto'),
    runs: settings.get('runs', 'concurrent'),
    exclude: settings.get('exclude', defaultSettings.exclude),
    maxFileSize: settings.get('maxFileSize', defaultSettings.maxFileSize),
    maxLineLength: settings.get('maxLineLength', defaultSettings.maxLineLength),
    trusted: workspace.isTrusted,
    eslintExtension: eslintExtensionChecks(resource),
  };
}

/** Whether the ESLint extension is there, turned on, and set to run for this resource. */
function eslintExtensionChecks(resource: Uri | undefined): boolean {
  if (!extensions.getExtension(ESLINT_EXTENSION)) return false;
  return workspace.getConfiguration('eslint', resource ?? null).get('enable', true);
}
