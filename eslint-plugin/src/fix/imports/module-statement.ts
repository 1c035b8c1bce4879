import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { moduleStatements } from '../../ast.ts';
import type { Node, SourceCode } from '../../ast.ts';
import type { ModuleFormat } from '../../project/module-format.ts';

/**
 * Where a new import or `require` goes, and how it is spelled: below the imports that are there, else below
 * shebang, directives and header comments, in the quotes, semicolons and line ends of the file.
 */

/** A statement that gives an export of a module a local name. */
export interface ModuleStatement {
  readonly module: string;
  /** The export: its name, or `default`, which is the whole of a CommonJS module. */
  readonly name: string;
  readonly local: string;
  readonly form: 'import' | 'import =' | 'require';
}

/** Gives the edit that adds `import { name as local } from 'module'`, or another form of it. */
export function insertModuleStatement(
  statement: ModuleStatement,
  format: ModuleFormat,
  sourceCode: SourceCode,
): (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix {
  const place = findPlace(format, sourceCode);
  const terminated =
    spell(statement, quote(statement.module, place.model, sourceCode)) + semicolon(place, format, sourceCode);
  const lineEnd = sourceCode.text.includes('\r\n') ? '\r\n' : '\n';
  return (fixer) =>
    place.side === 'after'
      ? fixer.insertTextAfterRange([place.at, place.at], lineEnd + place.indent + terminated)
      : fixer.insertTextBeforeRange([place.at, place.at], terminated + lineEnd + lineEnd + place.indent);
}

function spell({ name, local, form }: ModuleStatement, module: string): string {
  const isWhole = name === 'default';
  switch (form) {
    case 'import':
      return `import ${isWhole ? local : `{ ${name === local ? name : `${name} as ${local}`} }`} from ${module}`;
    case 'import =':
      return `import ${local} = require(${module})`;
    case 'require':
      return `const ${isWhole ? local : `{ ${name === local ? name : `${name}: ${local}`} }`} = require(${module})`;
  }
}

interface Place {
  readonly side: 'before' | 'after';
  readonly at: number;
  readonly indent: string;
  /** The statement whose punctuation the new one takes over. */
  readonly model: Node | undefined;
}

function findPlace(format: ModuleFormat, sourceCode: SourceCode): Place {
  const body = moduleStatements(sourceCode);
  const anchor = lastOfPrologue(body, format);
  if (anchor) {
    return {
      side: 'after',
      at: endOfLineWith(anchor, sourceCode),
      indent: indentOf(anchor, sourceCode),
      model: anchor,
    };
  }
  const [first] = body;
  if (!first) return { side: 'before', at: 0, indent: '', model: undefined };
  const comment = sourceCode
    .getCommentsBefore(first)
    .findLast((candidate, index, comments) => isHeader(candidate, comments[index + 1] ?? first));
  const start = comment
    ? (sourceCode.getTokenAfter(comment, { includeComments: true }) ?? first)
    : (sourceCode.getCommentsBefore(first)[0] ?? first);
  return { side: 'before', at: start.range[0], indent: indentOf(start, sourceCode), model: first };
}

/**
 * The last statement of the file's beginning that a new import may follow. In CommonJS the beginning holds only
 * directives and plain requires, which run nothing of this file: code after it may already call what uses the import.
 * ES imports are evaluated first wherever they stand, so that theirs is the first group of imports.
 */
function lastOfPrologue(body: readonly TSESTree.ProgramStatement[], format: ModuleFormat): Node | undefined {
  const isImport = ({ type }: Node) => type === 'ImportDeclaration' || type === 'TSImportEqualsDeclaration';
  const firstImport = format === 'esm' ? body.findIndex(isImport) : -1;
  let last: Node | undefined;
  for (const statement of body.slice(Math.max(firstImport, 0))) {
    const belongs =
      isDirective(statement) || isImport(statement) || (format !== 'esm' && isPlainRequire(statement));
    if (!belongs) break;
    last = statement;
  }
  return last;
}

function isDirective(statement: Node): boolean {
  return statement.type === 'ExpressionStatement' && typeof statement.directive === 'string';
}

function isPlainRequire(statement: Node): boolean {
  return (
    statement.type === 'VariableDeclaration' &&
    statement.declarations.every(({ init }) => {
      const call = init?.type === 'MemberExpression' && !init.computed ? init.object : init;
      return (
        call?.type === 'CallExpression' &&
        call.callee.type === 'Identifier' &&
        call.callee.name === 'require' &&
        call.arguments.every(({ type }) => type === 'Literal')
      );
    })
  );
}

/**
 * Comments that speak of the whole file even when they stand right above its first statement. Those that speak of
 * the next line (`eslint-disable-next-line`, `@ts-expect-error`, `prettier-ignore`) are not among them.
 */
const HEADER =
  /^!|^\/\s*<(?:reference|amd-)|@license|@copyright|copyright|@ts-(?:no)?check|@jsx|@flow|@file|@jest-|@vitest-|eslint-(?:enable|env|disable(?!-))|^\s*(?:eslint|globals?|exported)\s|(?:istanbul|v8|c8) ignore (?:file|start)|prettier-ignore-/i;

/** Whether a comment speaks of the whole file, not of the code right below it. */
function isHeader(comment: TSESTree.Comment, next: Node | TSESTree.Comment): boolean {
  return (
    (comment.type as string) === 'Shebang' ||
    next.loc.start.line > comment.loc.end.line + 1 ||
    HEADER.test(comment.value)
  );
}

/** Keeps a comment that trails the anchor on its line. */
function endOfLineWith(anchor: Node, sourceCode: SourceCode): number {
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
