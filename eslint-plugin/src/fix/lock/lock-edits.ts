import type { TSESTree } from '@typescript-eslint/utils';
import { isCall } from '../../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../../ast.ts';
import { bodyName } from '../../detect/function-name.ts';
import { usesName } from '../async-function.ts';
import { headOf } from '../imports/file-head.ts';
import { endOfLineWith } from '../imports/module-statement.ts';
import type { Edits, RewrittenFile } from '../rewrite.ts';

/**
 * Declares a lock below the imports of the file, and holds it while some statements run. A lock of the module is right
 * wherever the state is that they share: a file, say, belongs to all instances of a class.
 *
 * @param moves moves blocking calls in the statements to other threads
 */
export function lockEdits(
  fn: FunctionNode,
  statements: readonly [Node, ...Node[]],
  moves: Edits,
  calls: readonly Node[],
  file: RewrittenFile,
): Edits | undefined {
  const { facts, imports, sourceCode } = file;
  const [first] = statements;
  const lock = imports.reference({ module: facts.runtime, path: ['Lock'] }, first);
  const toThread = imports.reference({ module: facts.runtime, path: ['toThread'] }, first);
  const anchor = headOf(facts.format, sourceCode).at(-1)?.statement;
  if (!lock || !toThread || !anchor) return undefined;
  const addImports = imports.addBoth(lock, toThread);
  const name = imports.freeName(nameOfLock(fn));
  const end = sourceCode.getLastToken(anchor)?.value === ';' ? ';' : '';
  const declared = `const ${name} = new ${lock.expression}()${end || guard(anchor, sourceCode)}`;
  const lineEnd = sourceCode.text.includes('\r\n') ? '\r\n' : '\n';
  const at = endOfLineWith(anchor, sourceCode);
  const held = freeIn(fn, sourceCode);
  const acquired = `const ${held} = await ${name}.acquire()${end || ';'}`;
  const around = tryAround(statements, fn, [acquired, `${held}.release()${end}`], lineEnd, sourceCode);
  const indents = around.unit === '' ? [] : lineStarts(around.range, fn, calls, sourceCode);
  return (fixer) => {
    const single = toThread.addImport?.(fixer);
    return [
      ...addImports(fixer),
      fixer.insertTextAfterRange([at, at], lineEnd + lineEnd + declared),
      fixer.insertTextBeforeRange(around.range, around.opening),
      ...indents.map((start) => fixer.insertTextBeforeRange([start, start], around.unit)),
      ...moves(fixer).filter(({ range, text }) => range[0] !== single?.range[0] || text !== single.text),
      fixer.insertTextAfterRange(around.range, around.closing),
    ];
  };
}

/** `withdrawLock` for `withdraw`. */
function nameOfLock(fn: FunctionNode): string {
  const name = bodyName(fn).replace(/^#/, '');
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `${name}Lock` : 'lock';
}

/** A name for what holds the lock, that nothing in the function has or uses. */
function freeIn(fn: FunctionNode, sourceCode: SourceCode): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? 'held' : `held${count}`;
    if (!usesName(name, fn, sourceCode)) return name;
  }
}

/** A semicolon where the next line would otherwise go on with the one that is put above it. */
function guard(anchor: Node, sourceCode: SourceCode): string {
  const next = sourceCode.getTokenAfter(anchor);
  return next && /^[([`+\-/]/.test(next.value) ? ';' : '';
}

/** What goes before and after some statements, and how far what is between moves to the right. */
interface Around {
  readonly range: TSESTree.Range;
  readonly opening: string;
  readonly closing: string;
  readonly unit: string;
}

function tryAround(
  statements: readonly [Node, ...Node[]],
  fn: FunctionNode,
  [acquire, release]: readonly [string, string],
  lineEnd: string,
  sourceCode: SourceCode,
): Around {
  const [first] = statements;
  const last = statements.at(-1) ?? first;
  const before = sourceCode.getTokenBefore(first);
  // Comments above a statement are about it, those behind the one before are not.
  const comment = sourceCode
    .getCommentsBefore(first)
    .find(({ loc }) => loc.start.line !== before?.loc.end.line);
  const start = comment ?? first;
  const indent = indentOf(start, sourceCode);
  if (indent === undefined) {
    const range: TSESTree.Range = [start.range[0], last.range[1]];
    return { range, opening: `${acquire} try { `, closing: ` } finally { ${release} }`, unit: '' };
  }
  const outer = indentOf(sourceCode.getLastToken(fn.body) ?? fn.body, sourceCode) ?? '';
  const unit = (indent.startsWith(outer) && indent.slice(outer.length)) || '  ';
  const newLine = lineEnd + indent;
  return {
    range: [start.range[0], endOfLineWith(last, sourceCode)],
    opening: `${acquire}${newLine}try {${newLine}${unit}`,
    closing: `${newLine}} finally {${newLine}${unit}${release}${newLine}}`,
    unit,
  };
}

/** What stands before a node on its line, if that is nothing but white space. */
function indentOf({ loc }: Node | TSESTree.Token, sourceCode: SourceCode): string | undefined {
  const before = (sourceCode.lines[loc.start.line - 1] ?? '').slice(0, loc.start.column);
  return before.trim() === '' ? before : undefined;
}

/** Where lines after the first begin, those within texts and comments left out, and callees that are put on one line. */
function lineStarts(
  [start, end]: TSESTree.Range,
  fn: FunctionNode,
  calls: readonly Node[],
  sourceCode: SourceCode,
): number[] {
  const callees = calls.flatMap((call) => (isCall(call) ? call.callee : []));
  return sourceCode
    .getTokens(fn.body, { includeComments: true })
    .filter(({ range }) => range[0] > start && range[1] <= end)
    .filter((token) => indentOf(token, sourceCode) !== undefined)
    .filter(
      ({ range }) => !callees.some((callee) => callee.range[0] < range[0] && range[1] <= callee.range[1]),
    )
    .map(({ range }) => range[0]);
}
