import { readFile, realpath, stat } from 'node:fs/promises';
import { isUtf8 } from 'node:buffer';
import { relative, isAbsolute } from 'node:path';

/** A file that may be fixed. */
export interface SourceFile {
  /** Absolute path, with no symbolic link in it. */
  readonly path: string;
  readonly bytes: Buffer;
  /** Without a byte order mark. */
  readonly text: string;
  readonly hasBom: boolean;
  /** Why it may not be written, if so. */
  readonly locked?: string;
}

const BOM = '\uFEFF';

/**
 * Reads a file.
 *
 * @param root absolute path of the folder outside of which nothing is written, with no symbolic link in it
 * @returns the reason, if it cannot be read
 */
export async function readSource(path: string, root: string): Promise<SourceFile | string> {
  let real: string;
  let bytes: Buffer;
  let mode: number;
  try {
    real = await realpath(path);
    bytes = await readFile(real);
    ({ mode } = await stat(real));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'it cannot be read';
  }
  if (!isUtf8(bytes)) return 'it is not written in UTF-8';
  const decoded = bytes.toString('utf8');
  const hasBom = decoded.startsWith(BOM);
  const locked = !isWithin(real, root)
    ? 'it is a link to a file outside of the project'
    : (mode & 0o222) === 0
      ? 'it is read-only'
      : undefined;
  return {
    ...{ path: real, bytes, hasBom },
    text: hasBom ? decoded.slice(1) : decoded,
    ...(locked !== undefined && { locked }),
  };
}

/** What a file with another text holds. */
export function bytesWith({ hasBom }: Pick<SourceFile, 'hasBom'>, text: string): Buffer {
  return Buffer.from(hasBom ? BOM + text : text, 'utf8');
}

/** Whether a path lies in a folder. Both are absolute. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && !/^\.\.(?:[\\/]|$)/.test(way) && !isAbsolute(way);
}
