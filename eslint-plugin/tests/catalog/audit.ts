/** Compares the catalog with the running Node. Runs under plain Node too, so that any release can be asked. */

import { nodeCatalog } from '../../src/catalog/index.ts';
import type { CatalogEntry } from '../../src/catalog/index.ts';
import { exceptions } from './exceptions.ts';
import { blockingFunctions, compare, exists, expected, suffixless } from './running-node.ts';

/** Every way in which catalog, exceptions and the running Node disagree, as sentences. */
export async function disagreements(
  entries: readonly CatalogEntry[] = nodeCatalog,
  excused: Readonly<Record<string, string>> = exceptions,
): Promise<string[]> {
  const present = await blockingFunctions();
  const listed = new Set(entries.map(nameOf));
  const problems: string[] = [];

  for (const name of present) {
    if (!listed.has(name) && !(name in excused)) {
      problems.push(`${name} blocks and is in neither the catalog nor the exceptions.`);
    }
  }
  for (const entry of entries) {
    const name = nameOf(entry);
    const there = await exists(entry);
    if (there !== expected(entry)) {
      problems.push(`${name} ${there ? 'exists' : 'does not exist'} in Node ${process.versions.node}.`);
    }
    if (there && entry.native && !(await exists(entry.native))) {
      problems.push(`${name}: its twin ${entry.native.module}.${entry.native.export} does not exist.`);
    }
    if (!name.endsWith('Sync') && !suffixless.has(name) && !suffixless.has(withoutGlobal(name))) {
      problems.push(`${name} has no suffix, and the walk does not look for it.`);
    }
    if (name in excused) problems.push(`${name} is both in the catalog and an exception.`);
  }
  for (const name of Object.keys(excused)) {
    // An older release may lack what a newer one has; the release the project is built with has them all.
    if (!present.has(name) && !isNewer(name)) problems.push(`${name} is excused, and this Node has none.`);
  }
  return problems;
}

/** First releases of the functions that only newer Nodes have. */
const arrivals: Readonly<Record<string, string>> = {
  'dgram.Socket.bindSync': '24.21.0',
  'dgram.Socket.connectSync': '24.21.0',
  'ffi.dlopen': '26.1.0',
  'sqlite.StatementSync': '22.13.0',
  'tls.getCACertificates': '22.15.0',
  'zlib.ZipFile.entriesSync': '26.8.0',
  'zlib.ZipFile.forEachSync': '26.8.0',
  'zlib.ZipFile.getSync': '26.8.0',
  'zlib.ZipFile.valuesSync': '26.8.0',
};

function isNewer(name: string): boolean {
  const arrival = arrivals[name];
  return arrival !== undefined && compare(process.versions.node, arrival) < 0;
}

function nameOf(entry: CatalogEntry): string {
  return `${entry.module}.${entry.export}`;
}

/** `process` is a global and a module, and the walk meets it as a module. */
function withoutGlobal(name: string): string {
  return name.replace(/^globalThis\.process\./, 'process.');
}
