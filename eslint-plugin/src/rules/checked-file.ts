import { join } from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceCode } from '../ast.ts';
import { findBlockingUses } from '../detect/blocking-uses.ts';
import { catalogRoots, isImportOf, isKnownModule } from '../detect/catalog-roots.ts';
import type { Roots } from '../detect/catalog-roots.ts';
import { mayRunAsync } from '../detect/execution-context.ts';
import type { OtherFiles } from '../detect/imported-calls.ts';
import { typeInformation } from '../detect/typed/type-information.ts';
import type { RewrittenFile } from '../fix/rewrite.ts';
import { rewrittenFile } from '../fix/rewritten-file.ts';
import { disk } from '../graph/disk.ts';
import type { Language } from '../graph/parse.ts';
import { graphFor } from '../graph/project-graph.ts';
import { isCode } from '../graph/resolution/files.ts';
import { specifiersIn } from '../graph/specifiers.ts';
import { FileFacts } from '../project/file-facts.ts';
import type { Search } from './options.ts';

/** Where a file lies, and how it is parsed: what rules are told of it beside its text. */
interface Place {
  readonly cwd: string;
  readonly filename: string;
  readonly physicalFilename: string;
  readonly languageOptions: Language;
}

/**
 * What blocks in a file, found once for all rules that search it alike: they report different calls, and judge each
 * of them by all.
 */
class CheckedFile {
  readonly #sourceCode: SourceCode;
  readonly #search: Search;
  readonly #roots: Roots | undefined;
  /** The dynamic imports. Each rule notes them, since any may be the only one. */
  readonly #dynamicImports = new Set<TSESTree.ImportExpression>();
  readonly #imports = new Set<TSESTree.ImportExpression>();
  #mayBlock: boolean | undefined;
  #found: { readonly filename: string; readonly file: RewrittenFile | undefined } | undefined;

  constructor(sourceCode: SourceCode, search: Search) {
    this.#sourceCode = sourceCode;
    this.#search = search;
    this.#roots = catalogRoots(sourceCode, search.catalog);
  }

  /** Notes a dynamic import. */
  addImport(node: TSESTree.ImportExpression): void {
    const { catalog } = this.#search;
    this.#dynamicImports.add(node);
    if (isImportOf(node, (specifier) => isKnownModule(specifier, catalog))) this.#imports.add(node);
  }

  /**
   * Whether it is worth while to look for what blocks: most files take nothing from the catalog that does. To be asked
   * when all imports have been noted.
   */
  get mayBlock(): boolean {
    return (this.#mayBlock ??=
      (this.#search.crossFile || this.#mayHoldBlocking()) && mayRunAsync(this.#sourceCode.text));
  }

  /** Hands what the file holds to who asks for it from another file, so that it is not parsed once more. */
  beKnown(place: Place): void {
    const { filename, physicalFilename } = place;
    if (!this.#search.crossFile || filename !== physicalFilename || !isCode(filename)) return;
    graphFor(disk, this.#search).learn(filename, this.#sourceCode);
  }

  /** All that blocks, with what rewrites need to know; nothing where nothing does, or where it may. */
  found(place: Place): RewrittenFile | undefined {
    const filename = place.physicalFilename;
    if (this.#found?.filename !== filename) this.#found = { filename, file: this.#find(filename, place) };
    return this.#found.file;
  }

  #mayHoldBlocking(): boolean {
    const { text } = this.#sourceCode;
    const { catalog, typed } = this.#search;
    const takesFromCatalog = this.#roots !== undefined || this.#imports.size > 0;
    return (takesFromCatalog && catalog.isMentionedIn(text)) || typed || text.includes('@blocking');
  }

  /** The other files of the project, if functions are followed into them and any of those imported may block. */
  #otherFiles({ filename, physicalFilename, languageOptions }: Place): OtherFiles | undefined {
    const sourceCode = this.#sourceCode;
    if (!this.#search.crossFile || filename !== physicalFilename) return undefined;
    const others = graphFor(disk, this.#search).seenFrom(filename, { sourceCode, language: languageOptions });
    return others && specifiersIn(sourceCode.text).some(others.leadsToBlocking) ? others : undefined;
  }

  #find(filename: string, place: Place): RewrittenFile | undefined {
    const { cwd, languageOptions } = place;
    const sourceCode = this.#sourceCode;
    const others = this.#otherFiles(place);
    if (!others && !this.#mayHoldBlocking()) return undefined;
    const { catalog, indirect, offThread, runs, runtime, typed } = this.#search;
    const visited = { roots: this.#roots, imports: [...this.#imports] };
    const uses = findBlockingUses(sourceCode, visited, {
      catalog,
      indirect,
      offThread,
      others,
      dynamicImports: [...this.#dynamicImports],
      types: typed ? typeInformation(sourceCode, [filename, join(cwd, 'file.js')], catalog) : undefined,
    });
    if (uses.direct.length === 0 && uses.indirect.length === 0) return undefined;
    const sourceType = languageOptions.sourceType ?? 'module';
    const facts = new FileFacts(sourceCode, filename, sourceType, runtime, cwd);
    return facts.isWorker ? undefined : rewrittenFile(uses, facts, sourceCode, { offThread, runs });
  }
}

/** By the tree: some linters have one source code object for all files. */
const files = new WeakMap<TSESTree.Program, Map<Search, CheckedFile>>();

/** The same object for all rules that search a file alike. */
export function checkedFile(sourceCode: SourceCode, search: Search): CheckedFile {
  const { ast } = sourceCode;
  let bySearch = files.get(ast);
  if (!bySearch) files.set(ast, (bySearch = new Map<Search, CheckedFile>()));
  let file = bySearch.get(search);
  if (!file) bySearch.set(search, (file = new CheckedFile(sourceCode, search)));
  return file;
}
