import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, lastName, withoutTypeWrappers } from '../../ast.ts';
import type { Node } from '../../ast.ts';
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
  if (onlyReads(args)) {
    if (within) touches.push({ at: { ...within, tree: true }, does: 'look', deep: false, node, call: node });
    return touches;
  }
  if (within) touches.push(changed({ ...within, tree: true, inside: true }, node));
  for (const part of args.flatMap((arg) => (arg ? dynamicParts(arg) : []))) {
    const path = facts.paths.of(part, true);
    if (path) touches.push(changed(path, node));
  }
  for (const file of programsIn(args)) {
    const at = facts.paths.of(file);
    if (at) touches.push({ at, does: 'look', deep: false, node, call: node });
  }
  return touches;
}

/** What a command may run, or hand to the program that it runs: variables that stand alone. */
function programsIn([program, list]: Args): readonly Node[] {
  const parts = [program, ...(list?.type === 'ArrayExpression' ? list.elements : [])];
  return parts.flatMap((part) => (part?.type === 'Identifier' ? part : []));
}

/** Whether the text of a command shows that it only reads. */
function onlyReads([command, list]: Args): boolean {
  const words = [command, ...(list?.type === 'ArrayExpression' ? list.elements : [])].map((part) =>
    part?.type === 'Literal'
      ? String(part.value)
      : part?.type === 'TemplateLiteral'
        ? part.quasis.map(({ value }) => value.cooked ?? '').join('…')
        : part?.type === 'MemberExpression' && lastName(part) === 'execPath'
          ? 'node'
          : '…',
  );
  return isReadingCommand(words.join(' ').trim());
}

/** A change of a file by a call. */
export function changed(at: FilePath, node: Node): Touch {
  return { at, does: 'change', deep: false, node, call: node };
}

/** What in the arguments of a command is not written out, and may be a path. */
function dynamicParts(arg: Node): readonly Node[] {
  switch (arg.type) {
    case 'ArrayExpression':
      return arg.elements.flatMap((element) => (element ? dynamicParts(element) : []));
    case 'TemplateLiteral':
      return arg.expressions;
    case 'MemberExpression':
      return [arg];
    default:
      return [];
  }
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
