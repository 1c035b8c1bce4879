import { isThereOnDisk, readFromDisk, sourceFilesOnDisk } from './disk.ts';
import { isRemote } from './document-path.ts';
import { remoteFiles } from './remote-files.ts';

/** Files by their paths, whether they are on disk or somewhere else. */

/** Lists the files of a workspace folder that can be checked, without those that Git ignores. Absolute paths. */
export async function sourceFiles(folder: string, exclude: readonly string[]): Promise<string[]> {
  return isRemote(folder) ? remoteFiles.sourceFiles(folder, exclude) : sourceFilesOnDisk(folder, exclude);
}

/** Reads a text file as the editor does: UTF-8, without its byte order mark. */
export async function readText(file: string): Promise<string> {
  const text = await (isRemote(file) ? remoteFiles.readText(file) : readFromDisk(file));
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

export async function exists(path: string): Promise<boolean> {
  return isRemote(path) ? remoteFiles.exists(path) : isThereOnDisk(path);
}
