import { extname } from 'node:path';
import { analyze } from 'eslint-scope';
import type { Node, SourceCode } from '../ast.ts';
import { hasBlockingTag } from '../detect/jsdoc.ts';

/**
 * Parses other files as ESLint parses the file that it lints: with its parser and the class of its source code, so that
 * everything that reads the one reads the others.
 */

/** How ESLint reads the file that it lints. */
export interface Language {
  readonly parser?: unknown;
  readonly ecmaVersion?: unknown;
  readonly sourceType?: string | undefined;
  readonly parserOptions?: unknown;
}

/** ESLint asks for nothing but one of the two. */
type Parser =
  | { readonly parseForESLint: (text: string, options: object) => ParseResult }
  | { readonly parse: (text: string, options: object) => SourceCode['ast'] };

interface ParseResult {
  readonly ast: SourceCode['ast'];
  readonly scopeManager?: SourceCode['scopeManager'];
  readonly visitorKeys?: VisitorKeys;
}

type VisitorKeys = SourceCode['visitorKeys'];

/** ESLint's class. */
type SourceCodeClass = new (parts: object) => SourceCode;

/** Options that make a parser find out types, which takes it long and serves nothing here. */
const OF_TYPES = ['EXPERIMENTAL_useProjectService', 'program', 'programs', 'project', 'projectService'];

/** Parses a text, or gives nothing where its parser does not understand it. */
export function parseLike(
  linted: SourceCode,
  language: Language,
  file: string,
  text: string,
): SourceCode | undefined {
  const parser = parserFor(file, language);
  // Some linters have no class, but one object for all files.
  if (!parser || linted.constructor === Object) return undefined;
  for (const sourceType of sourceTypes(file)) {
    try {
      return parsed(parser, linted, { ...language, sourceType }, file, text);
    } catch {
      // Another kind of source may be what the text is.
    }
  }
  return undefined;
}

function parsed(
  parser: Parser,
  linted: SourceCode,
  { ecmaVersion, sourceType, parserOptions }: Language,
  filePath: string,
  text: string,
): SourceCode {
  const hasBOM = text.startsWith('\uFEFF');
  const body = hasBOM ? text.slice(1) : text;
  const hasTags = hasBlockingTag(text);
  const given = Object.entries(isRecord(parserOptions) ? parserOptions : {});
  const options = {
    ecmaVersion,
    sourceType,
    ...Object.fromEntries(given.filter(([name]) => !OF_TYPES.includes(name))),
    loc: true,
    range: true,
    // Nothing else of a file that is not linted is looked for in its comments, or among its tokens.
    tokens: hasTags,
    comment: hasTags,
    eslintVisitorKeys: true,
    eslintScopeManager: true,
    filePath,
  };
  const code = body.replace(/^#!/, '//');
  const result: ParseResult =
    'parseForESLint' in parser ? parser.parseForESLint(code, options) : { ast: parser.parse(code, options) };
  const visitorKeys = result.visitorKeys ?? linted.visitorKeys;
  // A source code is made of both, be they empty.
  if (!hasTags) Object.assign(result.ast, { tokens: [], comments: [] });
  setParents(result.ast, visitorKeys);
  const scopeManager =
    result.scopeManager ??
    analyze(result.ast as Parameters<typeof analyze>[0], {
      ignoreEval: true,
      ecmaVersion: typeof ecmaVersion === 'number' ? ecmaVersion : 2022,
      sourceType: sourceType === 'commonjs' || sourceType === 'module' ? sourceType : 'script',
      childVisitorKeys: visitorKeys,
    });
  const Class = linted.constructor as SourceCodeClass;
  return new Class({ text: body, ast: result.ast, hasBOM, scopeManager, visitorKeys, parserServices: {} });
}

/** A file of code may be read by another parser than the component that imports it, which that names. */
function parserFor(file: string, { parser, parserOptions }: Language): Parser | undefined {
  const inner = isRecord(parserOptions) ? parserOptions['parser'] : undefined;
  const byLanguage = isRecord(inner) ? (inner[/\.[cm]?tsx?$/.test(file) ? 'ts' : 'js'] ?? inner) : inner;
  if (isParser(byLanguage)) return byLanguage;
  return isParser(parser) ? parser : undefined;
}

function isParser(value: unknown): value is Parser {
  return (
    isRecord(value) && (typeof value['parseForESLint'] === 'function' || typeof value['parse'] === 'function')
  );
}

/** The kinds of source that a file may be, the likeliest first. */
function sourceTypes(file: string): readonly string[] {
  if (/^\.[cm]ts$/.test(extname(file))) return ['module'];
  if (extname(file) === '.cjs') return ['commonjs'];
  return ['module', 'commonjs'];
}

/** ESLint's own parser leaves it to ESLint to say what each node is a part of. */
function setParents(root: Node, visitorKeys: VisitorKeys): void {
  if (root.type === 'Program' && root.body[0]?.parent === root) return;
  const pending: Node[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    for (const key of visitorKeys[node.type] ?? []) {
      const held = node[key as keyof Node] as unknown as Node | null | undefined | (Node | null)[];
      for (const child of Array.isArray(held) ? held : [held]) {
        if (!child) continue;
        (child as { parent?: Node }).parent = node;
        pending.push(child);
      }
    }
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
