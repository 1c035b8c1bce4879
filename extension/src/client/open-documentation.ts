import { env, languages, Uri, window } from 'vscode';
import { DIAGNOSTIC_SOURCE, RULES } from '../shared/rules.ts';

/**
 * Opens the page of a rule: the one that is asked for, that of the problem at the cursor, or the one that the user
 * chooses.
 *
 * @returns whether there was one to open
 */
export async function openDocumentation(page: Uri | undefined): Promise<boolean> {
  const target = page ?? pageAtCursor() ?? (await choosePage());
  return target !== undefined && (await env.openExternal(target));
}

function pageAtCursor(): Uri | undefined {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const { document, selection } = editor;
  const problem = languages
    .getDiagnostics(document.uri)
    .find(({ source, range }) => source === DIAGNOSTIC_SOURCE && range.contains(selection.active));
  return typeof problem?.code === 'object' ? problem.code.target : undefined;
}

async function choosePage(): Promise<Uri | undefined> {
  const items = RULES.map(({ name, description, url }) => ({ label: name, detail: description, url }));
  const chosen = await window.showQuickPick(items, { placeHolder: 'Which rule?' });
  return chosen && Uri.parse(chosen.url);
}
