import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, lastName, withoutTypeWrappers } from '../../ast.ts';
import type { Node, SourceCode } from '../../ast.ts';
import { valueOf } from '../../detect/local-function.ts';
import { isReadingCommand } from '../known/reading-commands.ts';
import type { FilePath, Touch } from '../memory/location.ts';
import { processPlace, WORKING_DIRECTORY } from '../memory/process.ts';
import type { Facts } from './facts.ts';

/** The arguments of a call, as far as they are known. */
export type Args = readonly (TSESTree.CallExpressionArgument | undefined)[];

/** A command may do anything in its working directory, and to the paths among its arguments. */
export function commandTouches(node: Node, args: Args, facts: Facts): readonly Touch[] {
  const folder = optionIn('cwd', args);
  const within = folder ? facts.paths.of(folder, true) : WORKING_DIRECTORY;
  const touches: Touch[] = [
    { at: processPlace('env'), does: 'look', deep: true, node },
    ...(folder ? [] : [{ at: processPlace('cwd'), does: 'look' as const, deep: false, node }]),
  ];
  const command = writtenOut(args, facts);
  const named = pathsNamedIn(command, facts);
  if (onlyReads(command)) {
    if (within) touches.push(looked({ ...within, tree: true }, node));
    return [...touches, ...named.map((path) => looked(path, node))];
  }
  if (within) touches.push(changed({ ...within, tree: true, inside: true }, node));
  for (const path of named) touches.push(changed(path, node));
  for (const file of programsIn(args)) {
    const at = facts.paths.of(file);
    if (at) touches.push(looked(at, node));
  }
  return touches;
}

/** What a command may run, or hand to the program that it runs: variables that stand alone. */
function programsIn([program, list]: Args): readonly Node[] {
  const parts = [program, ...(list?.type === 'ArrayExpression' ? list.elements : [])];
  return parts.flatMap((part) => (part?.type === 'Identifier' ? part : []));
}

/** The command and its arguments, also where variables hold them: `const args = ['-c', file]`. */
function writtenOut([command, list, ...rest]: Args, { sourceCode }: Facts): Args {
  const value = list?.type === 'Identifier' ? valueOf(list, sourceCode) : undefined;
  const text = command?.type === 'Identifier' ? valueOf(command, sourceCode) : undefined;
  return [
    text?.type === 'TemplateLiteral' || text?.type === 'BinaryExpression' ? text : command,
    value?.type === 'ArrayExpression' ? value : list,
    ...rest,
  ];
}

/** Whether the text of a command shows that it only reads. */
function onlyReads([command, list]: Args): boolean {
  const words = [command, ...(list?.type === 'ArrayExpression' ? list.elements : [])].map((part) =>
    part ? textOf(part) : '…',
  );
  return isReadingCommand(words.join(' ').trim());
}

/** The text of a part of a command, as far as it is written out. */
function textOf(part: Node): string {
  switch (part.type) {
    case 'Literal':
      return String(part.value);
    case 'TemplateLiteral':
      return part.quasis.map(({ value }) => value.cooked ?? '').join('…');
    case 'BinaryExpression':
      return part.operator === '+' ? `${textOf(part.left)}${textOf(part.right)}` : '…';
    case 'MemberExpression':
      return lastName(part) === 'execPath' ? 'node' : '…';
    default:
      return '…';
  }
}

/** A change of a file by a call. */
export function changed(at: FilePath, node: Node): Touch {
  return { at, does: 'change', deep: false, node, call: node };
}

function looked(at: FilePath, node: Node): Touch {
  return { at, does: 'look', deep: false, node, call: node };
}

/** The paths that a command is given and that are not written out as a whole: those lie in its folder, mostly. */
function pathsNamedIn([command, list]: Args, { paths, sourceCode }: Facts): readonly FilePath[] {
  const given = list?.type === 'ArrayExpression' ? list.elements : [];
  const texts = [command?.type === 'Identifier' ? undefined : command, ...given];
  return texts.flatMap((text) => {
    const words = text && text.type !== 'SpreadElement' ? wordsOf(piecesOf(text)) : [];
    return words.flatMap((word) => {
      const nodes = word.filter((piece) => typeof piece !== 'string');
      const whole = nodes.length > 0 ? paths.ofPieces(word, true, textOfWord(word, sourceCode)) : undefined;
      // A command that is given a name in a folder may write others in there: `${dir}/*`, `${name}.bak`.
      const folders = word.length > 1 ? nodes.flatMap((node) => paths.of(node, true) ?? []) : [];
      return whole ? [whole, ...folders] : folders;
    });
  });
}

type Piece = string | Node;

/** What a text is put together from. */
function piecesOf(text: Node): readonly Piece[] {
  switch (text.type) {
    case 'Literal':
      return [String(text.value)];
    case 'TemplateLiteral':
      return text.quasis.flatMap(({ value }, index) => {
        const expression = text.expressions[index];
        return [value.cooked ?? '', ...(expression ? [expression] : [])];
      });
    case 'BinaryExpression':
      return text.operator === '+' ? [...piecesOf(text.left), ...piecesOf(text.right)] : [];
    case 'ObjectExpression':
    case 'ArrayExpression':
      return [];
    default:
      return [text];
  }
}

/** The words of a command line: what blanks, quotes and the marks of a shell leave of its pieces. */
function wordsOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const words: Piece[][] = [[]];
  for (const piece of pieces) {
    const [first, ...others] = typeof piece === 'string' ? piece.split(/[\s"'<>|;&()=]+/) : [piece];
    if (first !== '') words.at(-1)?.push(first);
    for (const other of others) words.push(other === '' ? [] : [other]);
  }
  return words.filter(({ length }) => length > 0);
}

/** A word as the reader knows it. */
function textOfWord(word: readonly Piece[], sourceCode: SourceCode): string {
  const [only, another] = word;
  if (only !== undefined && typeof only !== 'string' && another === undefined)
    return sourceCode.getText(only);
  const texts = word.map((piece) => (typeof piece === 'string' ? piece : `\${${sourceCode.getText(piece)}}`));
  return `\`${texts.join('')}\``;
}

function optionIn(name: string, args: Args): Node | undefined {
  for (const arg of args) {
    const options = arg && withoutTypeWrappers(arg);
    if (options?.type !== 'ObjectExpression') continue;
    for (const property of options.properties) {
      if (property.type === 'Property' && getPropertyName(property) === name) return property.value;
    }
  }
  return undefined;
}
