import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, isCall, lastName, withoutTypeWrappers } from '../ast.ts';
import type { Call, Node } from '../ast.ts';
import { bareModuleName } from '../catalog/create-catalog.ts';
import type { BlockingCall } from '../detect/blocking-call.ts';
import { resolveExport } from '../detect/export-reference.ts';
import type { Facts } from './facts.ts';
import { FILE_MODULES, fileRoles } from './file-functions.ts';
import type { FileRole } from './file-functions.ts';
import { pathText } from './location.ts';
import type { FilePath, Place, Touch } from './location.ts';

/** What calls do to files, to the working directory and to the environment. */

/** A part of the state of the process: `cwd`, `env`, `umask`. */
export function processPlace(...steps: string[]): Place {
  return { kind: 'memory', root: 'global process', steps, text: ['process', ...steps].join('.') };
}

type Args = readonly (TSESTree.CallExpressionArgument | undefined)[];

/** What a call of a function of the catalog touches. */
export function blockingTouches(call: BlockingCall, facts: Facts): readonly Touch[] {
  const { node, entry, borrowed, handedOn } = call;
  const args: Args = borrowed ? (borrowed.args ?? []) : isCall(node) ? node.arguments : [];
  if (entry.kind === 'process') return commandTouches(node, args, facts);
  if (entry.kind !== 'io') return [];
  const name = entry.export
    .split('.')
    .findLast((step) => step !== 'native' && step !== 'sync' && step !== 'default');
  const roles = fileRoles(name ?? entry.module) ?? fileRoles(entry.module);
  if (!roles) return [wholeTree(node)];
  return handedOn ? [] : roleTouches(node, name ?? '', roles, args, facts);
}

/** What a call of an asynchronous function of `fs`, or of a stream, touches. */
export function fileTouches(node: Call, facts: Facts): readonly Touch[] | undefined {
  const name = lastName(node.callee) ?? '';
  const roles = fileRoles(name);
  if (!roles) return undefined;
  const isOfFiles = resolveExport(
    node.callee,
    (module) => FILE_MODULES.has(bareModuleName(module)) || undefined,
    facts.sourceCode,
  );
  return isOfFiles && roleTouches(node, name, roles, node.arguments, facts);
}

function roleTouches(
  node: Node,
  name: string,
  roles: readonly FileRole[],
  args: Args,
  facts: Facts,
): readonly Touch[] {
  const touches: Touch[] = [];
  for (const { does, argument } of roles) {
    const given = args[argument];
    if (!given || given.type === 'SpreadElement') continue;
    const path = facts.paths.of(given, does === 'list' || does === 'remove');
    if (!path) continue;
    touches.push({ at: path, does: deedOf(does, name, args), deep: false, node, call: node });
    if (isRelative(path)) touches.push({ at: processPlace('cwd'), does: 'look', deep: false, node });
  }
  if (roles.some(({ does }) => does !== 'look' && does !== 'list'))
    touches.push({ at: processPlace('umask'), does: 'look', deep: false, node });
  return touches;
}

function deedOf(does: FileRole['does'], name: string, args: Args): Touch['does'] {
  if (does === 'look' || does === 'list') return opensForWriting(name, args) ? 'change' : 'look';
  if (does !== 'ensure') return 'change';
  return !name.startsWith('mkdir') || name.startsWith('mkdirp') || isSet('recursive', args[1])
    ? 'ensure'
    : 'change';
}

function opensForWriting(name: string, args: Args): boolean {
  const flags = args[1];
  return (
    /^open(?:Sync)?$/.test(name) && flags !== undefined && !(flags.type === 'Literal' && flags.value === 'r')
  );
}

/** Whether a literal sets an option to `true`. */
function isSet(option: string, options: Node | undefined): boolean {
  return (
    options?.type === 'ObjectExpression' &&
    options.properties.some(
      (property) =>
        property.type === 'Property' &&
        getPropertyName(property) === option &&
        property.value.type === 'Literal' &&
        property.value.value === true,
    )
  );
}

/** A command may do anything in its working directory, and to the paths among its arguments. */
function commandTouches(node: Node, args: Args, facts: Facts): readonly Touch[] {
  const folder = optionIn('cwd', args);
  const within = folder ? facts.paths.of(folder, true) : WORKING_DIRECTORY;
  const touches: Touch[] = [
    { at: processPlace('env'), does: 'look', deep: true, node },
    ...(folder ? [] : [{ at: processPlace('cwd'), does: 'look' as const, deep: false, node }]),
    ...(within ? [changed({ ...within, tree: true, inside: true }, node)] : []),
  ];
  for (const part of args.flatMap((arg) => (arg ? dynamicParts(arg) : []))) {
    const path = facts.paths.of(part, true);
    if (path) touches.push(changed(path, node));
  }
  return touches;
}

const WORKING_DIRECTORY: FilePath = {
  kind: 'file',
  parts: [],
  tree: true,
  inside: true,
  text: 'the working directory',
};

function wholeTree(node: Node): Touch {
  return { at: WORKING_DIRECTORY, does: 'look', deep: false, node, call: node };
}

function changed(at: FilePath, node: Node): Touch {
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

function isRelative(path: FilePath): boolean {
  return !/^(?:[/\\]|[a-z]:)/i.test(pathText(path)) && typeof path.parts[0] === 'string';
}
