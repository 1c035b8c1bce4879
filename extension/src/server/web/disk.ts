/** The disk of a browser, which it does not have. */

export function sourceFilesOnDisk(): Promise<string[]> {
  return Promise.resolve([]);
}

export function readFromDisk(file: string): Promise<string> {
  return Promise.reject(new Error(`There is no ${file}.`));
}

export function isThereOnDisk(): Promise<boolean> {
  return Promise.resolve(false);
}
