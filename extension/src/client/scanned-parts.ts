import { FileType, Uri, window, workspace } from 'vscode';
import { changedFiles } from './git.ts';
import type { ScannedPart } from './scan.ts';

/** The parts of a workspace that a person can have scanned. */

/** The folder that was clicked, else that of the file in front. */
export async function folderToScan(clicked: Uri | undefined): Promise<ScannedPart> {
  const place = clicked ?? window.activeTextEditor?.document.uri;
  if (!place) throw new Error('open a file of the folder first');
  const { type } = await workspace.fs.stat(place);
  return { within: (type & FileType.Directory) === 0 ? folderOf(place) : place };
}

/** The nearest folder with a package.json around the file in front, else its workspace folder. */
export async function packageToScan(): Promise<ScannedPart> {
  const file = window.activeTextEditor?.document.uri;
  const root = file && workspace.getWorkspaceFolder(file)?.uri;
  if (!root) throw new Error('open a file of the package first');
  let folder = folderOf(file);
  while (folder.path !== root.path && !(await isThere(Uri.joinPath(folder, 'package.json'))))
    folder = folderOf(folder);
  return { within: folder };
}

/** What differs from the last commit, or is new. */
export async function changesToScan(): Promise<ScannedPart> {
  const changed = await changedFiles();
  const there = await Promise.all(changed.map(isThere));
  return { files: changed.filter((_, index) => there[index]) };
}

function folderOf(uri: Uri): Uri {
  return Uri.joinPath(uri, '..');
}

async function isThere(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
