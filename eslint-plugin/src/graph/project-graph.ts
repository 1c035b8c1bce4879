import type { Catalog } from '../catalog/create-catalog.ts';
import type { SourceCode } from '../ast.ts';
import type { BlockingWay } from '../detect/call-graph.ts';
import type { ImportedFunction, OtherFiles } from '../detect/imported-calls.ts';
import { WaySearch } from '../detect/way-search.ts';
import type { Callee, Steps } from '../detect/way-search.ts';
import type { Disk } from './disk.ts';
import { functionsAt } from './links.ts';
import { parseLike } from './parse.ts';
import type { Language } from './parse.ts';
import { Reach } from './reach.ts';
import { Resolution } from './resolution/resolution.ts';
import { summarize } from './summarize.ts';
import type { SummaryOptions } from './summarize.ts';
import type { FunctionSummary, ModuleSummary } from './summary.ts';

/** An editor keeps the graph while files change. */
const KEPT_FOR_MS = 2_000;

/** To look whether files have changed takes at most this part of the time. */
const SHARE_OF_LOOKING = 0.02;

/** More files are not kept: what is known is then found out anew. */
const MOST_FILES = 50_000;

/** How a file that is linted is read, which is how others are read for it. */
export interface Reader {
  readonly sourceCode: SourceCode;
  readonly language: Language;
}

/**
 * The files of a project and what their functions run, found out as far as it is asked for: a file from which nothing
 * that blocks can be reached costs one look at its text, and the others are parsed when one of their functions is run.
 */
export class ProjectGraph {
  readonly #disk: Disk;
  readonly #options: SummaryOptions;
  #resolution: Resolution;
  #reach: Reach;
  #search: WaySearch<FunctionSummary>;
  readonly #summaries = new Map<string, ModuleSummary | undefined>();
  /** The parsers that have not understood a file. */
  readonly #refused = new Map<string, WeakSet<object>>();
  #reader: Reader | undefined;
  #nextLook = 0;

  constructor(disk: Disk, options: SummaryOptions) {
    this.#disk = disk;
    this.#options = options;
    this.#resolution = new Resolution(disk);
    this.#reach = this.#newReach();
    this.#search = this.#newSearch();
  }

  /** The other files, seen from one that is linted; nothing where it is not on disk. */
  seenFrom(file: string, reader: Reader): OtherFiles | undefined {
    this.#refresh();
    if (this.#disk.stampOf(file) === undefined) return undefined;
    return {
      leadsToBlocking: (specifier) => {
        const target = this.#resolution.fileOf(specifier, file);
        return target !== undefined && target !== file && this.#reach.reachesBlocking(target);
      },
      way: (fn) => {
        this.#reader = reader;
        return this.#wayTo(fn, file);
      },
    };
  }

  #wayTo(fn: ImportedFunction, from: string): BlockingWay | undefined {
    for (const callee of this.#functions(fn, from)) {
      const { tag, file, line, name } = callee;
      if (tag === 'nonblocking') continue;
      if (tag === 'blocking') return { names: [name], source: { file, line }, isLookup: false };
      const way = this.#search.from({ fn: callee, name });
      if (way) return way;
    }
    return undefined;
  }

  #functions({ specifier, path, construct }: ImportedFunction, from: string): readonly FunctionSummary[] {
    return functionsAt({ specifier, path }, construct, from, (module, importer, name) =>
      this.#module(module, importer, name),
    );
  }

  #stepsOf({ fn, name }: Callee<FunctionSummary>): Steps<FunctionSummary> | undefined {
    if (fn.isAsync || fn.isGenerator) return undefined;
    const { file } = fn;
    const ways = fn.blocking.map(({ name: blocking, line, isLookup }) => ({
      names: [name, blocking],
      source: { file, line },
      isLookup,
    }));
    const callees: Callee<FunctionSummary>[] = [];
    const add = (callee: FunctionSummary, line: number): void => {
      if (callee.tag === 'nonblocking') return;
      if (callee.tag === 'blocking')
        ways.push({ names: [name, callee.name], source: { file, line }, isLookup: false });
      else callees.push({ fn: callee, name: callee.name });
    };
    for (const callee of fn.callees) add(callee.fn, callee.line);
    for (const use of fn.imported) {
      for (const callee of this.#functions(use, file)) add(callee, use.line);
    }
    return { callees, ways };
  }

  #module(
    specifier: string,
    from: string,
    name: string | undefined,
  ): { readonly file: string; readonly summary: ModuleSummary } | undefined {
    const file = this.#resolution.fileOf(specifier, from);
    if (file === undefined || !this.#reach.reachesBlocking(file)) return undefined;
    if (name !== undefined && !this.#summaries.has(file) && !this.#mayExport(file, name)) return undefined;
    const summary = this.#summaryOf(file);
    return summary && { file, summary };
  }

  /** Spares the files that an index collects the parser, but for the one that has what is looked for. */
  #mayExport(file: string, name: string): boolean {
    const text = this.#disk.read(file) ?? '';
    return text.includes(name) || /\bexport\s*\*|\bmodule\.exports\b|\bassign\b/.test(text);
  }

  #summaryOf(file: string): ModuleSummary | undefined {
    const known = this.#summaries.get(file);
    const reader = this.#reader;
    if (known || !reader) return known;
    const parser = Object(reader.language.parser) as object;
    const refused = this.#refused.get(file) ?? new WeakSet();
    if (refused.has(parser)) return undefined;
    const text = this.#disk.read(file);
    const sourceCode =
      text === undefined ? undefined : parseLike(reader.sourceCode, reader.language, file, text);
    if (sourceCode) return this.#note(file, sourceCode);
    this.#refused.set(file, refused.add(parser));
    return undefined;
  }

  /** A file that is linted has been parsed: it need not be once more for others. */
  learn(file: string, sourceCode: SourceCode): void {
    if (this.#summaries.has(file) || !this.#reach.reachesBlocking(file)) return;
    if (this.#disk.read(file) === sourceCode.text) this.#note(file, sourceCode);
  }

  #note(file: string, sourceCode: SourceCode): ModuleSummary {
    const isOfProject = (specifier: string) => this.#resolution.fileOf(specifier, file) !== undefined;
    const summary = summarize(file, sourceCode, isOfProject, this.#options);
    this.#summaries.set(file, summary);
    return summary;
  }

  /** Forgets what has changed on disk, once in a while. */
  #refresh(): void {
    const start = Date.now();
    if (start < this.#nextLook) return;
    const changed = this.#reach.changedFiles();
    const isSameProject = this.#resolution.isUpToDate() && this.#reach.size < MOST_FILES;
    if (!isSameProject) {
      this.#resolution = new Resolution(this.#disk);
      this.#summaries.clear();
    }
    for (const file of changed) this.#summaries.delete(file);
    if (!isSameProject || changed.length > 0) {
      this.#refused.clear();
      this.#reach = this.#newReach();
      this.#search = this.#newSearch();
    }
    const now = Date.now();
    this.#nextLook = now + Math.max(KEPT_FOR_MS, (now - start) / SHARE_OF_LOOKING);
  }

  #newReach(): Reach {
    return new Reach(this.#disk, this.#options.catalog, (specifier, from) =>
      this.#resolution.fileOf(specifier, from),
    );
  }

  #newSearch(): WaySearch<FunctionSummary> {
    return new WaySearch<FunctionSummary>((callee) => this.#stepsOf(callee));
  }
}

const graphs = new WeakMap<Catalog, Map<SummaryOptions['offThread'], ProjectGraph>>();

/** The same graph for all files of a run that are searched for the same. */
export function graphFor(disk: Disk, options: SummaryOptions): ProjectGraph {
  const ofCatalog = graphs.get(options.catalog) ?? new Map<SummaryOptions['offThread'], ProjectGraph>();
  graphs.set(options.catalog, ofCatalog);
  let graph = ofCatalog.get(options.offThread);
  if (!graph) ofCatalog.set(options.offThread, (graph = new ProjectGraph(disk, options)));
  return graph;
}
