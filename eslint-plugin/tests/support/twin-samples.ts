import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import * as fsPromises from 'node:fs/promises';
import { join } from 'node:path';
import * as zlib from 'node:zlib';

/** Calls of Node's blocking functions, made for real: arguments for each, and a comparison of the answers. */

export type AnyFunction = (...args: unknown[]) => unknown;

/** The arguments of one call, made in a fresh folder that has `file` with ten bytes, `folder/inner` and `link`. */
type Sample = (folder: string, descriptor: number) => unknown[];

const later = new Date(1_000_000_000_000);
const path: Sample = (folder) => [join(folder, 'file')];
const link: Sample = (folder) => [join(folder, 'link')];
const descriptor: Sample = (_, fd) => [fd];
const bytes = Buffer.from('to and fro '.repeat(100));
const uid = process.getuid?.() ?? 0;
const gid = process.getgid?.() ?? 0;
const rsa = crypto.generateKeyPairSync('rsa', { modulusLength: 1024 });
const x25519 = crypto.generateKeyPairSync('x25519');

export const samples: Readonly<Record<string, Sample>> = {
  'fs.accessSync': path,
  'fs.appendFileSync': (folder) => [join(folder, 'file'), 'more'],
  'fs.chmodSync': (folder) => [join(folder, 'file'), 0o600],
  'fs.chownSync': (folder) => [join(folder, 'file'), uid, gid],
  'fs.closeSync': descriptor,
  'fs.copyFileSync': (folder) => [join(folder, 'file'), join(folder, 'copy')],
  'fs.cpSync': (folder) => [join(folder, 'folder'), join(folder, 'copy'), { recursive: true }],
  'fs.existsSync': path,
  'fs.fchmodSync': (_, fd) => [fd, 0o600],
  'fs.fchownSync': (_, fd) => [fd, uid, gid],
  'fs.fdatasyncSync': descriptor,
  'fs.fstatSync': (_, fd) => [fd, { bigint: true }],
  'fs.fsyncSync': descriptor,
  'fs.ftruncateSync': (_, fd) => [fd, 3],
  'fs.futimesSync': (_, fd) => [fd, later, later],
  'fs.globSync': (folder) => ['**/*', { cwd: folder }],
  'fs.lchmodSync': (folder) => [join(folder, 'link'), 0o600],
  'fs.lchownSync': (folder) => [join(folder, 'link'), uid, gid],
  'fs.linkSync': (folder) => [join(folder, 'file'), join(folder, 'hard')],
  'fs.lstatSync': link,
  'fs.lutimesSync': (folder) => [join(folder, 'link'), later, later],
  'fs.mkdirSync': (folder) => [join(folder, 'new', 'deep'), { recursive: true }],
  'fs.mkdtempSync': (folder) => [join(folder, 'temp-')],
  'fs.openAsBlobSync': path,
  'fs.openSync': path,
  'fs.opendirSync': (folder) => [folder],
  'fs.readFileSync': (folder) => [join(folder, 'file'), 'utf8'],
  'fs.readSync': (_, fd) => [fd, Buffer.alloc(4), 0, 4, 3],
  'fs.readvSync': (_, fd) => [fd, [Buffer.alloc(4), Buffer.alloc(9)], 3],
  'fs.readdirSync': (folder) => [folder, { withFileTypes: true, recursive: true }],
  'fs.readlinkSync': link,
  'fs.realpathSync.native': link,
  'fs.renameSync': (folder) => [join(folder, 'file'), join(folder, 'renamed')],
  'fs.rmSync': (folder) => [join(folder, 'folder'), { recursive: true }],
  'fs.rmdirSync': (folder) => [join(folder, 'empty')],
  'fs.statSync': path,
  'fs.statfsSync': path,
  'fs.symlinkSync': (folder) => ['file', join(folder, 'second')],
  'fs.truncateSync': (folder) => [join(folder, 'file'), 3],
  'fs.unlinkSync': path,
  'fs.utimesSync': (folder) => [join(folder, 'file'), later, later],
  'fs.writeSync': (_, fd) => [fd, 'more'],
  'fs.writevSync': (_, fd) => [fd, [Buffer.from('more'), bytes]],
  'fs.writeFileSync': (folder) => [join(folder, 'file'), bytes],

  'child_process.execFileSync': () => [process.execPath, ['-p', '"text"']],
  'child_process.execSync': () => ['echo text'],
  'globalThis.Atomics.wait': () => [new Int32Array(new SharedArrayBuffer(4)), 0, 1],

  'crypto.argon2Sync': () => [
    'argon2id',
    { message: 'm', nonce: Buffer.alloc(16), parallelism: 1, tagLength: 16, memory: 8, passes: 1 },
  ],
  'crypto.checkPrimeSync': () => [97n],
  'crypto.decapsulate': () => [
    x25519.privateKey,
    crypto.createPublicKey(x25519.privateKey).export({ type: 'spki', format: 'der' }).subarray(-32),
  ],
  'crypto.encapsulate': () => [x25519.publicKey],
  'crypto.generateKeyPairSync': () => ['ec', { namedCurve: 'P-256' }],
  'crypto.generateKeySync': () => ['hmac', { length: 128 }],
  'crypto.generatePrimeSync': () => [32, { bigint: true }],
  'crypto.hkdfSync': () => ['sha256', 'key', 'salt', 'info', 32],
  'crypto.pbkdf2Sync': () => ['password', 'salt', 10, 16, 'sha256'],
  'crypto.randomBytes': () => [16],
  'crypto.randomFillSync': () => [Buffer.alloc(16)],
  'crypto.randomInt': () => [10, 20],
  'crypto.scryptSync': () => ['password', 'salt', 16],
  'crypto.sign': () => ['sha256', bytes, rsa.privateKey],
  'crypto.verify': () => ['sha256', bytes, rsa.publicKey, crypto.sign('sha256', bytes, rsa.privateKey)],

  'zlib.brotliCompressSync': () => [bytes],
  'zlib.brotliDecompressSync': () => [zlib.brotliCompressSync(bytes)],
  'zlib.deflateSync': () => [bytes],
  'zlib.deflateRawSync': () => [bytes],
  'zlib.gunzipSync': () => [zlib.gzipSync(bytes)],
  'zlib.gzipSync': () => [bytes],
  'zlib.inflateSync': () => [zlib.deflateSync(bytes)],
  'zlib.inflateRawSync': () => [zlib.deflateRawSync(bytes)],
  'zlib.unzipSync': () => [zlib.gzipSync(bytes)],
  'zlib.zstdDecompressSync': () => [zlib.zstdCompressSync(bytes)],
};

/** What comes out different every time; of these only the kind of the answer is compared. */
export const random = new Set([
  'crypto.encapsulate',
  'crypto.generateKeyPairSync',
  'crypto.generateKeySync',
  'crypto.generatePrimeSync',
  'crypto.randomBytes',
  'crypto.randomFillSync',
  'crypto.randomInt',
  'fs.closeSync',
  'fs.fstatSync',
  'fs.lstatSync',
  'fs.mkdtempSync',
  'fs.openAsBlobSync',
  'fs.openSync',
  'fs.opendirSync',
  'fs.statSync',
  'fs.statfsSync',
]);

export interface Answer {
  readonly kind: string;
  readonly text: string;
  readonly tree: readonly string[];
}

/** Calls a function on its sample in a fresh folder; gives the answer and what the folder holds after. */
export async function answer(name: string, fn: AnyFunction, place: string): Promise<Answer> {
  const sample = samples[name];
  if (!sample) throw new Error(`No sample for ${name}.`);
  await fsPromises.mkdir(join(place, 'folder'), { recursive: true });
  await fsPromises.mkdir(join(place, 'empty'));
  await fsPromises.writeFile(join(place, 'file'), '0123456789');
  await fsPromises.writeFile(join(place, 'folder', 'inner'), 'inner');
  await fsPromises.symlink('file', join(place, 'link'));
  const fd = fs.openSync(join(place, 'file'), 'r+');
  const value: unknown = await fn(...sample(place, fd));
  const tree = await describeTree(place);
  if (name !== 'fs.closeSync') fs.closeSync(fd);
  if (name === 'fs.openSync') fs.closeSync(value as number);
  if (value instanceof fs.Dir) await value.close();
  return { kind: kindOf(value), text: show(value).replaceAll(place, '<folder>'), tree };
}

/** Names, modes, sizes of everything in a folder, with the times that a call set; names made at random are cut. */
async function describeTree(place: string): Promise<string[]> {
  const names = await fsPromises.readdir(place, { recursive: true });
  const lines = names.map(async (name) => {
    const { mode, size, mtime } = await fsPromises.lstat(join(place, name));
    const time = mtime.getTime() === later.getTime() ? ' later' : '';
    return `${name.replace(/temp-.*/, 'temp-')} ${mode.toString(8)} ${size}${time}`;
  });
  return (await Promise.all(lines)).sort();
}

function kindOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value;
  const keys = Buffer.isBuffer(value) ? [] : Object.keys(value).sort();
  return `${value.constructor.name} ${keys.join(' ')}`;
}

function show(value: unknown): string {
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString('hex');
  if (value === undefined) return 'undefined';
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'bigint' ? `${part.toString()}n` : part,
  );
}
