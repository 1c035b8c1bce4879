/** The blocking functions of `node:fs`. */

import { blocking, blockingMethod, twin } from '../entry.ts';
import type { CatalogEntry, NativeTwin } from '../types.ts';

const io = blocking('fs', 'io');
const dir = blockingMethod('fs', 'Dir', 'io');
const promise = twin('fs/promises', 'promise');

function lookup(name: string, native: NativeTwin): CatalogEntry {
  return io(name, native, { lookup: true });
}

/** `fs/promises` takes no file descriptors; what works on one has its asynchronous form in `fs` itself. */
const callback = twin('fs', 'callback');

/** What `fs` exports, which fs-extra and graceful-fs export again. */
export const fsFunctions: readonly CatalogEntry[] = [
  lookup('accessSync', promise('access')),
  io('appendFileSync', promise('appendFile', { pathOnly: true })),
  io('chmodSync', promise('chmod')),
  io('chownSync', promise('chown')),
  io('closeSync', callback('close')),
  io('copyFileSync', promise('copyFile')),
  io(
    'cpSync',
    promise('cp', {
      difference: 'The errors of `cp` have the same `code`, but another class and other words.',
    }),
    { options: { at: 2, callback: ['filter'] } },
  ),
  lookup(
    'existsSync',
    promise('access', {
      difference:
        '`access` resolves to undefined when the path can be reached and rejects when it cannot; `existsSync` answers true or false.',
      form: 'await ….then(() => true, () => false)',
      offeredOnly: true,
    }),
  ),
  io('fchmodSync', callback('fchmod')),
  io('fchownSync', callback('fchown')),
  io('fdatasyncSync', callback('fdatasync')),
  lookup('fstatSync', callback('fstat')),
  io('fsyncSync', callback('fsync')),
  io('ftruncateSync', callback('ftruncate')),
  io('futimesSync', callback('futimes')),
  io('globSync', callback('glob', { losesTypes: true }), {
    options: { at: 1, callback: ['exclude'] },
    since: '22.0.0',
  }),
  io('lchmodSync', promise('lchmod'), { platform: 'darwin' }),
  io('lchownSync', promise('lchown')),
  io('linkSync', promise('link')),
  lookup('lstatSync', promise('lstat', { lacksOptions: ['throwIfNoEntry'] })),
  io('lutimesSync', promise('lutimes')),
  io('mkdirSync', promise('mkdir')),
  io(
    'mkdtempDisposableSync',
    promise('mkdtempDisposable', {
      difference: 'The `remove` method of the result gives a promise: dispose of it with `await using`.',
    }),
    { crossing: 'handle', since: '24.4.0' },
  ),
  io('mkdtempSync', promise('mkdtemp')),
  io('openAsBlobSync', twin('fs', 'promise')('openAsBlob'), { crossing: 'handle', since: '26.10.0' }),
  io('openSync', callback('open')),
  io('opendirSync', promise('opendir'), { crossing: 'handle' }),
  io('readFileSync', promise('readFile', { pathOnly: true }), { options: { at: 1, inPlace: ['buffer'] } }),
  io(
    'readSync',
    callback('read', {
      difference:
        'The promisified `read` resolves to `{ bytesRead, buffer }`; `readSync` returns the number of bytes.',
      form: '(await …).bytesRead',
      losesTypes: true,
    }),
    { crossing: 'in-place' },
  ),
  io(
    'readdirSync',
    promise('readdir', {
      differsWith: { recursive: 'With `recursive`, it lists folders in another order.' },
    }),
  ),
  lookup('readlinkSync', promise('readlink')),
  io(
    'readvSync',
    callback('readv', {
      difference:
        'The promisified `readv` resolves to `{ bytesRead, buffers }`; `readvSync` returns the number of bytes.',
      form: '(await …).bytesRead',
    }),
    { crossing: 'in-place' },
  ),
  lookup(
    'realpathSync',
    promise('realpath', {
      difference:
        '`realpath` of `fs/promises` asks the operating system, as `realpathSync.native` does; `realpathSync` follows the links itself, so that letter case and substituted drives can come out differently.',
    }),
  ),
  lookup('realpathSync.native', promise('realpath')),
  io('renameSync', promise('rename')),
  io('rmSync', promise('rm')),
  io('rmdirSync', promise('rmdir')),
  lookup('statSync', promise('stat', { lacksOptions: ['throwIfNoEntry'] })),
  lookup('statfsSync', promise('statfs')),
  io('symlinkSync', promise('symlink')),
  io('truncateSync', promise('truncate', { pathOnly: true })),
  io('unlinkSync', promise('unlink')),
  io('utimesSync', promise('utimes')),
  io('writeFileSync', promise('writeFile', { pathOnly: true })),
  io(
    'writeSync',
    callback('write', {
      difference:
        'The promisified `write` resolves to `{ bytesWritten, buffer }`; `writeSync` returns the number of bytes.',
      form: '(await …).bytesWritten',
    }),
  ),
  io(
    'writevSync',
    callback('writev', {
      difference:
        'The promisified `writev` resolves to `{ bytesWritten, buffers }`; `writevSync` returns the number of bytes.',
      form: '(await …).bytesWritten',
    }),
  ),
];

export const fs: readonly CatalogEntry[] = [
  ...fsFunctions,
  dir('closeSync', twin('fs', 'promise')('Dir.close')),
  dir('readSync', twin('fs', 'promise')('Dir.read')),
  blockingMethod('fs', 'Utf8Stream', 'io')('flushSync', callback('Utf8Stream.flush'), { since: '24.6.0' }),
];
