import {
  languages,
  LanguageModelTextPart,
  LanguageModelToolResult,
  lm,
  Range,
  Uri,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import type { CancellationToken, Disposable, LogOutputChannel } from 'vscode';
import type { FileDescription, FileEdits, ProblemDescription } from '../shared/messages.ts';
import { DIAGNOSTIC_SOURCE } from '../shared/rules.ts';
import { changedAmong } from './changed-among.ts';
import { isSupported, parsePathInput } from './language-model-input.ts';
import type { PathInput } from './language-model-input.ts';
import type { ServerProcess } from './server-process.ts';

/** How many problems an answer lists: whoever wants to see more asks for a folder. */
const MOST_LISTED = 100;

/**
 * What assistants in the editor can call: the engine of the light bulb, so that they see and do the same as it. Editors
 * without language models have no such tools.
 */
export function registerLanguageModelTools(server: ServerProcess, log: LogOutputChannel): Disposable[] {
  if (!isSupported(lm)) return [];
  const register = (
    name: string,
    answer: (input: PathInput, token: CancellationToken) => Promise<string>,
  ): Disposable =>
    lm.registerTool(name, {
      invoke: async ({ input }, token) => {
        log.info(`${name} was called by a language model.`);
        return new LanguageModelToolResult([
          new LanguageModelTextPart(await answer(parsePathInput(input), token)),
        ]);
      },
    });
  return [
    register('toThread_scan', (input, token) => scanned(input, server, token)),
    register('toThread_explain', (input) => explained(input, server)),
    register('toThread_fix', (input, token) => fixed(input, server, token)),
  ];
}

async function scanned(
  { path }: PathInput,
  server: ServerProcess,
  token: CancellationToken,
): Promise<string> {
  const place = path === undefined ? undefined : placeOf(path);
  const part = place && { within: place.toString() };
  const workDoneToken = crypto.randomUUID();
  const { files, problems } = await server.request(
    'toThread/scanWorkspace',
    { workDoneToken, ...part },
    token,
  );
  const found = languages
    .getDiagnostics()
    .filter(([uri]) => !place || uri.path === place.path || uri.path.startsWith(`${place.path}/`))
    .flatMap(([uri, diagnostics]) =>
      diagnostics
        .filter(({ source }) => source === DIAGNOSTIC_SOURCE)
        .map(({ range, message }) => `${workspace.asRelativePath(uri)}:${range.start.line + 1}: ${message}`),
    );
  const more = found.length > MOST_LISTED ? [`… and ${found.length - MOST_LISTED} more`] : [];
  return [
    `${problems} problems in ${files} files that were scanned.`,
    ...found.slice(0, MOST_LISTED),
    ...more,
  ].join('\n');
}

async function explained({ path, line }: PathInput, server: ServerProcess): Promise<string> {
  const description = await describe(pathIn(path), server);
  const problems = description.problems.filter((problem) => line === undefined || problem.line === line);
  return inWords(problems, description);
}

/** Applies what the fix of the file is, if the text is still the one that it is for, and saves the file. */
async function fixed({ path }: PathInput, server: ServerProcess, token: CancellationToken): Promise<string> {
  const uri = pathIn(path);
  const workDoneToken = crypto.randomUUID();
  const { files, withoutRuntime } = await server.request(
    'toThread/fixWorkspace',
    { workDoneToken, files: [uri.toString()] },
    token,
  );
  if ((await changedAmong(files)).size > 0) throw new Error(`${uri.path} was changed meanwhile: try again.`);
  if (files.length > 0) {
    if (!(await workspace.applyEdit(editOf(files)))) throw new Error(`${uri.path} could not be changed.`);
    // No editor need show it, and only what an editor shows can be saved by its name.
    const document = await workspace.openTextDocument(uri);
    if (!(await document.save())) throw new Error(`${uri.path} was changed, and could not be saved.`);
  }
  const done = files.length > 0 ? 'Fixed and saved.' : 'Nothing was fixed.';
  const missing =
    withoutRuntime.length > 0
      ? ['Before anything is fixed, the runtime (npm package to-thread) has to be among the dependencies.']
      : [];
  const description = await describe(uri, server);
  return [done, ...missing, inWords(description.problems, description)].join('\n');
}

function editOf(files: readonly FileEdits[]): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const { uri, edits } of files) {
    for (const { range, newText } of edits) {
      const { start, end } = range;
      edit.replace(Uri.parse(uri), new Range(start.line, start.character, end.line, end.character), newText);
    }
  }
  return edit;
}

function describe(uri: Uri, server: ServerProcess): Promise<FileDescription> {
  return server.request('toThread/describe', { uri: uri.toString() });
}

function inWords(
  problems: readonly ProblemDescription[],
  { silence, trouble }: Omit<FileDescription, 'problems'>,
): string {
  const notes = [
    ...(silence === undefined ? [] : [`Not checked: ${silence}.`]),
    ...(trouble === undefined ? [] : [trouble]),
  ];
  if (problems.length === 0) return [...notes, 'No problems.'].join('\n');
  const blocks = problems.map(({ line, message, explanation = '', isFixedAutomatically }) =>
    [
      `Line ${line}: ${message}`,
      explanation,
      isFixedAutomatically ? 'toThread_fix moves this call to a worker thread.' : '',
    ]
      .filter((text) => text !== '')
      .join('\n'),
  );
  return [...notes, ...blocks].join('\n\n');
}

function pathIn(path: string | undefined): Uri {
  if (path === undefined) throw new Error('Give the path of a file.');
  return placeOf(path);
}

/** A path as a model writes it: absolute, or relative to the first workspace folder. */
function placeOf(path: string): Uri {
  const [folder] = workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('No folder is open.');
  return /^(?:\/|[a-z]:[\\/])/i.test(path)
    ? folder.uri.with({ path: Uri.file(path).path })
    : Uri.joinPath(folder.uri, path);
}
