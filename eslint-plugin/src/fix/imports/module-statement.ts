import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { moduleStatements } from '../../ast.ts';
import type { Node, SourceCode } from '../../ast.ts';
import type { ModuleFormat } from '../../project/module-format.ts';
import { distanceOf, headOf } from './file-head.ts';
import type { HeadStatement } from './file-head.ts';

/**
 * Where a new import or `require` goes, and how it is spelled: below the imports of Node and of packages, above those
 * of the project's own files, below what has to come first, shebang, directives and header comments, in the quotes,
 * semicolons and line ends of the file.
 */

/** An export, and what the file calls it. */
interface NamedExport {
  /** The export: its name, or `default`, which is the whole of a CommonJS module. */
  readonly name: string;
  readonly local: string;
}

/** A statement that gives exports of a module local names. */
export interface ModuleStatement {
  readonly module: string;
  /** In their order. What is the whole of a module is alone. */
  readonly names: readonly [NamedExport, ...NamedExport[]];
  readonly form: 'import' | 'import =' | 'require' | 'typed require';
}

/** Gives the edit that adds `import { name as local } from 'module'`, or another form of it. */
export function insertModuleStatement(
  statement: ModuleStatement,
  format: ModuleFormat,
  sourceCode: SourceCode,
): (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix {
  const place = findPlace(distanceOf(statement.module), format, sourceCode);
  const terminated =
    spell(statement, quote(statement.module, place.model, sourceCode)) + semicolon(place, format, sourceCode);
  const lineEnd = sourceCode.text.includes('\r\n') ? '\r\n' : '\n';
  const { side, at, indent, isAboveImport } = place;
  return (fixer) =>
    side === 'after'
      ? fixer.insertTextAfterRange([at, at], lineEnd + indent + terminated)
      : fixer.insertTextBeforeRange([at, at], terminated + lineEnd.repeat(isAboveImport ? 1 : 2) + indent);
}

function spell({ names, form }: Omit<ModuleStatement, 'module'>, module: string): string {
  const [{ name: first, local: whole }] = names;
  const inBraces = (separator: string) =>
    `{ ${names.map(({ name, local }) => (name === local ? name : name + separator + local)).join(', ')} }`;
  switch (form) {
    case 'import':
      return `import ${first === 'default' ? whole : inBraces(' as ')} from ${module}`;
    case 'import =':
      return `import ${whole} = require(${module})`;
    case 'require':
      return `const ${first === 'default' ? whole : inBraces(': ')} = require(${module})`;
    case 'typed require':
      return `${spell({ names, form: 'require' }, module)} as typeof import(${module})`;
  }
}

interface Place {
  readonly side: 'before' | 'after';
  readonly at: number;
  readonly indent: string;
  /** Whether it joins the imports below it. */
  readonly isAboveImport?: boolean;
  /** The statement whose punctuation the new one takes over. */
  readonly model: Node | undefined;
}

function findPlace(distance: number, format: ModuleFormat, sourceCode: SourceCode): Place {
  const head = headOf(format, sourceCode);
  const anchor = anchorIn(head, distance);
  if (anchor) {
    return {
      side: 'after',
      at: endOfLineWith(anchor, sourceCode),
      indent: indentOf(anchor, sourceCode),
      model: anchor,
    };
  }
  const first = head[0]?.statement ?? moduleStatements(sourceCode)[0];
  if (!first) return { side: 'before', at: 0, indent: '', model: undefined };
  const comments = sourceCode.getCommentsBefore(first);
  const header = comments.findLast(
    (comment, index) =>
      isHeader(comment, comments[index + 1] ?? first) ||
      (head.length > 0 && !OF_NEXT_LINE.test(comment.value)),
  );
  const start = header
    ? (sourceCode.getTokenAfter(header, { includeComments: true }) ?? first)
    : (comments[0] ?? first);
  return {
    side: 'before',
    at: start.range[0],
    indent: indentOf(start, sourceCode),
    isAboveImport: head.length > 0,
    model: first,
  };
}

/**
 * The last statement that a new import goes below: the imports that are as far away as what it imports or further,
 * and all that has an effect before the nearer ones are loaded.
 */
function anchorIn(head: readonly HeadStatement[], distance: number): Node | undefined {
  const isNearer = (statement: HeadStatement) => (statement.distance ?? -1) > distance;
  const firstNearer = head.findIndex((statement) => statement.kind === 'import' && isNearer(statement));
  const beforeNearer = firstNearer === -1 ? head : head.slice(0, firstNearer);
  const last = (kind: HeadStatement['kind']) =>
    head.findLastIndex((statement) => statement.kind === kind && !isNearer(statement));
  // Types may be imported in a group of their own, at the end.
  const lastImport = last('import') === -1 ? last('type import') : last('import');
  const lastEffect = beforeNearer.findLastIndex(({ kind }) => kind !== 'import' && kind !== 'type import');
  return head[Math.max(lastImport, lastEffect)]?.statement;
}

/**
 * Comments that speak of the whole file even when they stand right above its first statement. Those that speak of
 * the next line (`eslint-disable-next-line`, `@ts-expect-error`, `prettier-ignore`) are not among them.
 */
const HEADER =
  /^!|^\/\s*<(?:reference|amd-)|@license|copyright|SPDX-|@author|@module|@(?:file)?overview|@generated|@format|@version|@ts-(?:no)?check|@jsx|@flow|@file|@jest-|@vitest-|eslint-(?:enable|env|disable(?!-))|^\s*(?:eslint|globals?|exported)\s|(?:istanbul|v8|c8) ignore (?:file|start)|(?:prettier|biome)-ignore-|deno-lint-ignore-file|tslint:|js[hl]int|^\s*vim:|-\*-/i;

/** Comments above an import speak of the file, but for those that tell a tool or a compiler about that line. */
const OF_NEXT_LINE =
  /-next-line|@ts-(?:expect-error|ignore)|@type\b|(?:istanbul|v8|c8) ignore next|(?:prettier|biome)-ignore(?!-)/;

/** Whether a comment speaks of the whole file, not of the code right below it. */
function isHeader(comment: TSESTree.Comment, next: Node | TSESTree.Comment): boolean {
  return (
    (comment.type as string) === 'Shebang' ||
    next.loc.start.line > comment.loc.end.line + 1 ||
    HEADER.test(comment.value)
  );
}

/** Keeps a comment that trails the anchor on its line. */
export function endOfLineWith(anchor: Node, sourceCode: SourceCode): number {
  const last = sourceCode.getLastToken(anchor);
  const beforeLast = last && sourceCode.getTokenBefore(last);
  // `require('a')⏎;[1].forEach(…)`: the semicolon opens the next line, and will end the new statement.
  if (last?.value === ';' && beforeLast && beforeLast.loc.end.line < last.loc.start.line) {
    return beforeLast.range[1];
  }
  let end: Node | TSESTree.Token = anchor;
  for (;;) {
    const next: TSESTree.Token | null = sourceCode.getTokenAfter(end, { includeComments: true });
    if (!next || next.loc.start.line > end.loc.end.line) return end.range[1];
    if (next.type !== 'Line' && next.type !== 'Block') return anchor.range[1];
    end = next;
  }
}

function indentOf(node: Node | TSESTree.Token, sourceCode: SourceCode): string {
  const line = sourceCode.lines[node.loc.start.line - 1] ?? '';
  const before = line.slice(0, node.loc.start.column);
  return before.trim() === '' ? before : '';
}

function quote(module: string, model: Node | undefined, sourceCode: SourceCode): string {
  const sample =
    model?.type === 'ImportDeclaration'
      ? model.source.raw
      : sourceCode.ast.tokens.find(({ type }) => type === 'String')?.value;
  const mark = sample?.startsWith('"') ? '"' : "'";
  return mark + module + mark;
}

function semicolon({ side, model }: Place, format: ModuleFormat, sourceCode: SourceCode): string {
  if (!model || sourceCode.getLastToken(model)?.value === ';') return ';';
  if (side === 'before' && usesSemicolons(sourceCode)) return ';';
  if (format === 'esm') return '';
  // Without a semicolon, `require(…)` would go on with a line that starts like this.
  const next = side === 'after' ? sourceCode.getTokenAfter(model) : sourceCode.getFirstToken(model);
  return next && /^[([`+\-/]/.test(next.value) ? ';' : '';
}

/** Whether statements end with semicolons: `for (;;)` has others, and `;[…]` guards a line in a file without them. */
function usesSemicolons(sourceCode: SourceCode): boolean {
  return sourceCode.ast.tokens.some(({ value, loc, range }, index, tokens) => {
    if (value !== ';' || tokens[index - 1]?.loc.end.line !== loc.start.line) return false;
    return sourceCode.getNodeByRangeIndex(range[0])?.type !== 'ForStatement';
  });
}
