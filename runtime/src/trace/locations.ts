/** Where in the project a frame is: paths from the root, through the source maps that lie beside compiled files. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Frame } from './frames.ts';
import type { Location } from './recording.ts';

/** Bytes of a file that is read for its map or its hash. */
const LARGEST = 16 * 2 ** 20;

/** Characters of a name. */
const LONGEST = 200;

interface Source {
  readonly hash: string;
  readonly map: SourceMap | undefined;
  /** What the paths in the map start from. */
  readonly base: string;
}

export class Locations {
  /** SHA-256 of the source files that were seen, by their paths from the root. */
  readonly hashes: Record<string, string> = {};
  private readonly sources = new Map<string, Source | undefined>();

  private readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  of({ file, line, column, name }: Frame): Location {
    const origin = isAbsolute(file) ? this.origin(file, line, column) : undefined;
    const place = origin ?? { file, line, column };
    const path = this.pathOf(place.file);
    if (isAbsolute(place.file) && !path.startsWith('…')) {
      const hash = this.source(place.file)?.hash;
      if (hash !== undefined && !path.includes('node_modules/')) this.hashes[path] = hash;
    }
    return {
      file: path,
      line: place.line,
      column: place.column,
      ...(name !== undefined && { name: short(name) }),
    };
  }

  /** From the root. What lies outside of it tells nothing of this machine. */
  pathOf(file: string): string {
    if (!isAbsolute(file)) return short(file.replace(/[?#].*$/s, ''));
    const path = relative(this.root, file.replace(/[?#].*$/s, ''))
      .split(sep)
      .join('/');
    if (!path.startsWith('../') && !isAbsolute(path)) return short(path);
    const inPackage = path.lastIndexOf('node_modules/');
    return `…/${short(inPackage === -1 ? (path.split('/').at(-1) ?? '') : path.slice(inPackage))}`;
  }

  /** Where a compiled file says that it comes from. */
  private origin(
    file: string,
    line: number,
    column: number,
  ): Pick<Frame, 'file' | 'line' | 'column'> | undefined {
    const source = this.source(file);
    if (!source?.map) return undefined;
    const entry: { originalSource?: string; originalLine?: number; originalColumn?: number } =
      source.map.findEntry(line - 1, column - 1);
    const { originalSource, originalLine, originalColumn } = entry;
    if (originalSource === undefined || originalLine === undefined || originalColumn === undefined)
      return undefined;
    return {
      file: resolved(source.base, originalSource),
      line: originalLine + 1,
      column: originalColumn + 1,
    };
  }

  private source(file: string): Source | undefined {
    if (!this.sources.has(file)) this.sources.set(file, read(file));
    return this.sources.get(file);
  }
}

function read(file: string): Source | undefined {
  try {
    if (statSync(file).size > LARGEST) return undefined;
    const bytes = readFileSync(file);
    const hash = createHash('sha256').update(bytes).digest('hex');
    return { hash, ...mapOf(file, bytes.toString('utf8')) };
  } catch {
    return undefined;
  }
}

function mapOf(file: string, text: string): Omit<Source, 'hash'> {
  const base = dirname(file);
  const [, reference] = [...text.matchAll(/^\/\/[#@] sourceMappingURL=(\S+)\s*$/gm)].at(-1) ?? [];
  if (reference === undefined) return { map: undefined, base };
  try {
    const inline = /^data:application\/json[^,]*?(;base64)?,(.*)$/s.exec(reference);
    const path = resolve(base, decodeURIComponent(reference));
    const json = inline
      ? Buffer.from(decodeURIComponent(inline[2] ?? ''), inline[1] ? 'base64' : 'utf8').toString('utf8')
      : statSync(path).size > LARGEST
        ? '{}'
        : readFileSync(path, 'utf8');
    const payload = JSON.parse(json) as SourceMapPayload;
    return {
      map: new SourceMap(payload),
      base: resolve(inline ? base : dirname(path), payload.sourceRoot || '.'),
    };
  } catch {
    // The map is gone or broken: the place in the compiled file is all there is to say.
    return { map: undefined, base };
  }
}

function resolved(base: string, source: string): string {
  if (source.startsWith('file:')) return fileURLToPath(source);
  return /^[\w-]{2,}:/.test(source) ? source : resolve(base, source);
}

function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
