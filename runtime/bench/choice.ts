/**
 * `npm run bench:choice`: what a blocking call holds the event loop up for, directly, by `toThread` and by its
 * asynchronous twin, and how long each takes. Prints the table of `docs/choosing.md`.
 */
import { execFile, execFileSync } from 'node:child_process';
import { pbkdf2, pbkdf2Sync, randomBytes, scrypt, scryptSync } from 'node:crypto';
import fs from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, gunzip, gunzipSync, gzip, gzipSync } from 'node:zlib';
import { toThread } from 'to-thread';
import { callerCPU, interleave, round, sequential, settle } from './measure.ts';

interface Choice {
  readonly title: string;
  readonly direct: () => unknown;
  readonly moved: () => Promise<unknown>;
  /** Absent where Node has none. */
  readonly twin?: () => Promise<unknown>;
}

const ROUNDS = 5;

const folder = mkdtempSync(join(tmpdir(), 'to-thread-choice-'));
const small = join(folder, 'small');
const large = join(folder, 'large');
const written = join(folder, 'written');
const million = randomBytes(500_000).toString('hex');
const packed = gzipSync(million);
const json = JSON.stringify(
  Array.from({ length: 12_000 }, (_, id) => ({ id, name: `name ${id}`, even: id % 2 === 0 })),
);
fs.writeFileSync(small, 'x'.repeat(1024));
fs.writeFileSync(large, Buffer.alloc(8 << 20, 'x'));
for (let file = 0; file < 100; file++) fs.writeFileSync(join(folder, `file ${file}`), '');

const choices: readonly Choice[] = [
  {
    title: '`existsSync`, there',
    direct: () => fs.existsSync(small),
    moved: () => toThread(fs.existsSync, small),
    twin: () =>
      fs.promises.access(small).then(
        () => true,
        () => false,
      ),
  },
  {
    title: '`statSync`',
    direct: () => fs.statSync(small),
    moved: () => toThread(fs.statSync, small),
    twin: () => fs.promises.stat(small),
  },
  {
    title: '`readFileSync`, 1 KiB of text',
    direct: () => fs.readFileSync(small, 'utf8'),
    moved: () => toThread(fs.readFileSync, small, 'utf8'),
    twin: () => fs.promises.readFile(small, 'utf8'),
  },
  {
    title: '`readFileSync`, 8 MiB',
    direct: () => fs.readFileSync(large),
    moved: () => toThread(fs.readFileSync, large),
    twin: () => fs.promises.readFile(large),
  },
  {
    title: '`writeFileSync`, 1 MB of text',
    direct: () => {
      fs.writeFileSync(written, million);
    },
    moved: () => toThread(fs.writeFileSync, written, million),
    twin: () => fs.promises.writeFile(written, million),
  },
  {
    title: '`readdirSync`, 100 files with types',
    direct: () => fs.readdirSync(folder, { withFileTypes: true }),
    moved: () => toThread(fs.readdirSync, folder, { withFileTypes: true }),
    twin: () => fs.promises.readdir(folder, { withFileTypes: true }),
  },
  {
    title: '`execFileSync`, a program that does nothing',
    direct: () => execFileSync('true'),
    moved: () => toThread(execFileSync, 'true'),
    twin: () => promisify(execFile)('true'),
  },
  {
    title: '`scryptSync`',
    direct: () => scryptSync('password', 'salt', 64),
    moved: () => toThread(scryptSync, 'password', 'salt', 64),
    twin: () => promisify(scrypt)('password', 'salt', 64),
  },
  {
    title: '`pbkdf2Sync`, 1,000 rounds',
    direct: () => pbkdf2Sync('password', 'salt', 1000, 64, 'sha512'),
    moved: () => toThread(pbkdf2Sync, 'password', 'salt', 1000, 64, 'sha512'),
    twin: () => promisify(pbkdf2)('password', 'salt', 1000, 64, 'sha512'),
  },
  {
    title: '`gzipSync`, 1 MB of text',
    direct: () => gzipSync(million),
    moved: () => toThread(gzipSync, million),
    twin: () => promisify(gzip)(million),
  },
  {
    title: '`gunzipSync`, to 1 MB',
    direct: () => gunzipSync(packed),
    moved: () => toThread(gunzipSync, packed),
    twin: () => promisify(gunzip)(packed),
  },
  {
    title: '`brotliCompressSync`, 1 KiB',
    direct: () => brotliCompressSync('x'.repeat(1024)),
    moved: () => toThread(brotliCompressSync, 'x'.repeat(1024)),
    twin: () => promisify(brotliCompress)('x'.repeat(1024)),
  },
  {
    title: '`JSON.parse`, 0.6 MB',
    direct: () => JSON.parse(json) as unknown,
    moved: () => toThread(JSON.parse, json),
  },
  {
    title: 'a loop of 10 ms',
    direct: () => {
      spin(10);
    },
    moved: () => toThread(spin, 10),
  },
];

console.log(
  `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model ?? ''}`,
);
console.log(`Load average before: ${loadavg()[0]?.toFixed(2) ?? 'unknown'}\n`);
console.log('| call | directly | held up by `toThread` | by the twin | `toThread` takes | the twin takes |');
console.log('| --- | --: | --: | --: | --: | --: |');
try {
  for (const choice of choices) console.log(await row(choice));
} finally {
  rmSync(folder, { recursive: true });
}

async function row({ title, direct, moved, twin }: Choice): Promise<string> {
  const calls = { direct: () => Promise.resolve(direct()), moved, twin: twin ?? (() => Promise.resolve()) };
  // Some two milliseconds of calls make a measurement.
  const start = performance.now();
  direct();
  const count = Math.max(1, Math.round(2 / Math.max(performance.now() - start, 0.002)));
  for (const call of Object.values(calls)) await settle(() => sequential(call, count));
  const { figures } = await interleave(
    {
      direct: () => round(() => sequential(calls.direct, count)),
      moved: () => round(() => sequential(calls.moved, count)),
      twin: () => round(() => sequential(calls.twin, count)),
      'held by moved': () => round(() => callerCPU(calls.moved, count)),
      'held by twin': () => round(() => callerCPU(calls.twin, count)),
    },
    ROUNDS,
  );
  process.stderr.write('\r\u001b[K');
  const cell = (name: string): string => (name.endsWith('twin') && !twin ? '–' : time(figures[name] ?? NaN));
  const cells = ['direct', 'held by moved', 'held by twin', 'moved', 'twin'].map(cell);
  return `| ${[title, ...cells].join(' | ')} |`;
}

function spin(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** Two digits are what such a figure is worth. */
function time(microseconds: number): string {
  const [value, unit] = microseconds < 1000 ? [microseconds, 'µs'] : [microseconds / 1000, 'ms'];
  return `${Number(value.toPrecision(2)).toString()} ${unit}`;
}
