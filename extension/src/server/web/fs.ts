import { isRemote } from '../project/document-path.ts';
import { remoteFiles } from '../project/remote-files.ts';

/** `node:fs` in a browser: what the rules ask for, of the files around the one that they check. */

/** A file that is checked is there, and nothing is installed. */
export function existsSync(path: string): boolean {
  return isRemote(path) && !path.includes('/node_modules/');
}

export function readFileSync(path: string): string {
  const manifest = remoteFiles.manifest(path);
  if (manifest === undefined) throw new Error(`ENOENT: there is no ${path}`);
  return manifest;
}

/** A file has no times here: its text is what tells it from what it was before. */
export function statSync(path: string): { mtimeNs: string; ctimeNs: 0n; size: bigint } | undefined {
  const manifest = remoteFiles.manifest(path);
  return manifest === undefined
    ? undefined
    : { mtimeNs: manifest, ctimeNs: 0n, size: BigInt(manifest.length) };
}

export function readdirSync(path: string): never {
  throw new Error(`ENOENT: there is no ${path}`);
}

export function realpathSync(path: string): string {
  return path;
}

realpathSync.native = realpathSync;

export default { existsSync, readFileSync, readdirSync, realpathSync, statSync };
