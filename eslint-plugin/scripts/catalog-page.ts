/** Writes `docs/catalog.md` from the catalog: `npm run docs`. */

import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { bunCatalog } from '../src/catalog/bun.ts';
import { denoCatalog } from '../src/catalog/deno.ts';
import { findEntry, nodeCatalog } from '../src/catalog/index.ts';
import type { BlockingKind, CatalogEntry, Crossing, NativeTwin } from '../src/catalog/index.ts';
import { loaderCatalog } from '../src/catalog/node/loaders.ts';
import { packageCatalog } from '../src/catalog/packages/index.ts';
import { webCatalog } from '../src/catalog/web.ts';

export const pagePath = fileURLToPath(new URL('../docs/catalog.md', import.meta.url));

const introduction = `# What blocks

<!-- Written by \`npm run docs\` from \`src/catalog\`. Change the data, not this page. -->

The functions that \`to-thread/no-blocking-in-async\` and \`to-thread/no-blocking-lookup-in-async\` know. For each: why it
blocks, the asynchronous function that can take its place, whether \`toThread\` can move the call to another thread, and
the first Node release that has it, where that is later than 20.19.

- _with types_: a method that the rule can tell only when type information is on.
- _strict_: never takes longer than a hop to another thread; reported by the \`strict\` configuration only.
- _lookup_: asks about a path, or the few on the way up from one, and reads nothing; reported by
  \`no-blocking-lookup-in-async\`, all others by \`no-blocking-in-async\`.
- _promise_, _callback_: how the asynchronous function answers. \`util.promisify\` makes a promise of a callback. A number
  leads to a note under the table: the answer has another shape.
`;

const kinds: Readonly<Record<BlockingKind, string>> = {
  io: 'input and output',
  process: 'child process',
  cpu: 'computation',
  wait: 'waiting',
  load: 'loading code',
};

const crossings: Readonly<Record<Crossing, string>> = {
  ok: 'yes',
  'in-place': 'no: writes into an argument',
  callback: 'no: takes a function',
  instance: 'no: takes an object with methods',
  handle: 'no: bound to its thread',
  'thread-bound': 'no: acts on the calling thread',
  unreachable: 'no: the function is not exported where it is made',
  'other-runtime': 'no: not Node',
};

/** The whole page, formatted as Prettier would leave it. */
export async function catalogPage(): Promise<string> {
  const page = [
    introduction,
    chapter('Node', nodeCatalog),
    chapter('Packages', packageCatalog),
    chapter('Deno', denoCatalog),
    chapter('Bun', bunCatalog),
    chapter('Web', webCatalog),
    chapter('Loading files, with the option `load`', loaderCatalog),
  ].join('\n');
  const config = await resolveConfig(pagePath);
  return format(page, { ...config, parser: 'markdown' });
}

function chapter(title: string, entries: readonly CatalogEntry[]): string {
  const modules = new Map<string, CatalogEntry[]>();
  for (const entry of entries.filter(({ maker }) => !maker))
    modules.set(entry.module, [...(modules.get(entry.module) ?? []), entry]);
  const sections = [...modules].map(([module, rows]) => section(module, rows));
  return [`## ${title}\n`, ...sections].join('\n');
}

function section(module: string, entries: readonly CatalogEntry[]): string {
  // Not only a function or two of the same name, as `jsonfile` has them.
  const likeFs = module !== 'fs' && findEntry(module, 'statSync') !== undefined;
  const again = entries.filter((entry) => likeFs && findEntry('fs', entry.export));
  const rows = entries
    .filter((entry) => !again.includes(entry))
    .sort((a, b) => a.export.localeCompare(b.export, 'en'));
  const notes: string[] = [];
  const lines = rows.map((entry) => tableRow(entry, notes)).join('\n');
  return [
    `### ${module === 'globalThis' ? 'Globals' : code(module)}\n`,
    likeFs ? everythingOfFs(again) : '',
    rows.length > 0
      ? `| Function | Blocks by | Asynchronous twin | Crosses threads | Since |\n| --- | --- | --- | --- | --- |\n${lines}\n`
      : '',
    notes.map((note, index) => `${index + 1}. ${note}`).join('\n'),
    '',
  ].join('\n');
}

/** Packages that export all of `fs` again say so in a sentence. */
function everythingOfFs(entries: readonly CatalogEntry[]): string {
  const stay = entries
    .filter(({ crossing }) => crossing === 'unreachable')
    .map((entry) => code(entry.export));
  return `Every blocking function of \`fs\`. These cannot cross threads, because they are not exported where they are made: ${stay.join(', ')}.\n`;
}

function tableRow(entry: CatalogEntry, notes: string[]): string {
  const cells = [
    functionCell(entry),
    kinds[entry.kind],
    twinCell(entry, notes),
    crossingCell(entry),
    sinceCell(entry),
  ];
  return `| ${cells.join(' | ')} |`;
}

function functionCell(entry: CatalogEntry): string {
  const { construct, receiver, callbackAt, whenArgument, cheap, lookup } = entry;
  const remarks = [
    receiver !== undefined && 'with types',
    callbackAt !== undefined && 'without a callback',
    whenArgument?.is === 'number' && 'given a length',
    whenArgument?.is === 'file' && 'given a file',
    whenArgument?.is === 'false' && 'with `false` as its third argument',
    cheap && '_strict_',
    lookup && '_lookup_',
  ].filter((remark) => typeof remark === 'string');
  const name = code(construct ? `new ${constructorName(entry)}()` : entry.export);
  return [name, ...remarks].join(', ');
}

function constructorName(entry: CatalogEntry): string {
  return entry.export === 'default' ? 'Database' : entry.export;
}

function twinCell({ module, native }: CatalogEntry, notes: string[]): string {
  if (!native) return '';
  const name = native.export === 'default' ? native.module : native.export;
  const place = native.module === module || native.module === 'globalThis' ? '' : `${native.module}: `;
  const style = native.style === 'other' ? '' : `, ${native.style}`;
  const note = noteOf(native);
  if (note === undefined) return `${place}${code(name)}${style}`;
  const known = notes.indexOf(note);
  const number = known === -1 ? notes.push(note) : known + 1;
  return `${place}${code(name)}${style} (${number})`;
}

function noteOf({ difference, pathOnly, lacksOptions, differsWith = {} }: NativeTwin): string | undefined {
  const sentences = [
    difference,
    pathOnly && 'It takes no file descriptor.',
    lacksOptions && `It does not know ${list(lacksOptions)}.`,
    ...Object.values(differsWith),
  ].filter((sentence) => typeof sentence === 'string');
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}

function crossingCell({ construct, crossing, options }: CatalogEntry): string {
  if (construct) return 'no: only a call can';
  if (crossing !== 'ok' || !options) return crossings[crossing];
  return `yes, without ${list([...(options.callback ?? []), ...(options.handle ?? []), ...(options.inPlace ?? [])])}`;
}

function sinceCell({ since = '', platform }: CatalogEntry): string {
  return platform === 'darwin' ? 'macOS only' : since;
}

function list(names: readonly string[]): string {
  return names.map(code).join(', ');
}

function code(text: string): string {
  return `\`${text}\``;
}

if (import.meta.filename === process.argv[1]) {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const page = await catalogPage();
  if (!values.check) {
    await writeFile(pagePath, page);
  } else if (page !== (await readFile(pagePath, 'utf8'))) {
    console.error('docs/catalog.md does not match src/catalog: run `npm run docs -w eslint-plugin`.');
    process.exitCode = 1;
  }
}
