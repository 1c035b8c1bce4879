import type { TSESTree } from '@typescript-eslint/utils';
import {
  getPropertyName,
  isCall,
  lastName,
  withoutTypeWrappers,
  withoutTypeWrappersAround,
} from '../../ast.ts';
import type { Call, Node } from '../../ast.ts';
import { bareModuleName } from '../../catalog/create-catalog.ts';
import type { BlockingCall } from '../../detect/blocking-call.ts';
import { valueOf } from '../../detect/local-function.ts';
import { resolveExport } from '../../detect/export-reference.ts';
import type { Facts } from './facts.ts';
import { FILE_MODULES, fileRoles, rolesOf } from '../known/file-functions.ts';
import type { FileRole } from '../known/file-functions.ts';
import { HIDDEN, pathText, step } from '../memory/location.ts';
import { writtenValue } from './written-value.ts';
import type { FilePath, Place, Touch } from '../memory/location.ts';

/** What calls do to files, to the working directory and to the environment. */

/** A part of the state of the process: `cwd`, `env`, `umask`. */
export function processPlace(...steps: string[]): Place {
  const words = steps[0] === undefined ? undefined : NO_PROPERTIES[steps[0]];
  const text = words ?? ['process', ...steps].join('.');
  return { kind: 'memory', root: 'global process', steps, text, isWords: words !== undefined };
}

/** What of the process has no property that would name it. */
const NO_PROPERTIES: Readonly<Record<string, string>> = {
  cwd: 'the working directory',
  umask: 'the file mode mask',
};

type Args = readonly (TSESTree.CallExpressionArgument | undefined)[];

/** Whether a call of a function of the catalog may change a file: it may where nothing shows that it does not. */
export function mayChangeFiles({ entry }: BlockingCall): boolean {
  if (entry.kind !== 'io') return entry.kind === 'process';
  const { name, roles } = rolesOf(entry);
  if (!roles) return !NO_FILES.has(entry.module) && mayChange(`${entry.module} ${entry.export}`);
  return name.startsWith('open') || roles.some(({ does }) => does !== 'look' && does !== 'list');
}

/** What a call of a function of the catalog touches. */
export function blockingTouches(call: BlockingCall, facts: Facts): readonly Touch[] {
  const { node, entry, borrowed, handedOn } = call;
  const args: Args = borrowed ? (borrowed.args ?? []) : isCall(node) ? node.arguments : [];
  // A bundler has a process of its own, too, and does there what its functions say.
  if (entry.kind === 'process' && bareModuleName(entry.module) === 'esbuild')
    return /^(?:analyze|format|transform)/.test(entry.export) ? [] : unknownTouches(call, args, facts);
  if (entry.kind === 'process') return commandTouches(node, args, facts);
  if (node.type === 'NewExpression' && DATABASES.has(bareModuleName(entry.module)))
    return roleTouches(node, '', OPENING, args, facts);
  if (DATABASES.has(bareModuleName(entry.module))) return databaseTouches(node, facts);
  if (entry.kind !== 'io') return [];
  const { name, roles } = rolesOf(entry);
  if (!roles) return NO_FILES.has(entry.module) ? [] : unknownTouches(call, args, facts);
  return handedOn ? [] : roleTouches(node, name, roles, args, facts);
}

/** What a call touches that does not block: an asynchronous function of `fs`, a stream, a command, a database. */
export function fileTouches(node: Call, facts: Facts): readonly Touch[] | undefined {
  return touchesOfOthers(node, facts)?.map((touch) => ({ ...touch, isUnordered: true }));
}

/** What a function of `fs` touches that the runtime calls on another thread, where it keeps the order. */
export function movedTouches(node: Call, facts: Facts): readonly Touch[] | undefined {
  return touchesOfOthers(node, facts);
}

function touchesOfOthers(node: Call, facts: Facts): readonly Touch[] | undefined {
  const name = lastName(node.callee) ?? '';
  const roles = node.type === 'NewExpression' ? OPENING : fileRoles(name);
  const modules = node.type === 'NewExpression' ? DATABASES : FILE_MODULES;
  const isOf = (names: ReadonlySet<string>) =>
    resolveExport(
      node.callee,
      (module) => names.has(bareModuleName(module)) || undefined,
      facts.sourceCode,
    ) !== undefined;
  if (COMMANDS.test(name) && isOf(CHILD_PROCESSES))
    return commandTouches(node, node.arguments, facts).map((touch) => ({ ...touch, byProcess: true }));
  return roles && isOf(modules) ? roleTouches(node, name, roles, node.arguments, facts) : undefined;
}

/** What loading a module by a name that the text does not show looks at. */
export function loadingTouch(file: Node, node: Node, facts: Facts): Touch | undefined {
  const at = facts.paths.of(file);
  return at && { at, does: 'look', deep: false, node, call: node, isUnordered: true };
}

/** Functions that start other processes. */
const COMMANDS = /^(?:exec|execFile|execa|fork|spawn)$/;
const CHILD_PROCESSES: ReadonlySet<string> = new Set(['child_process', 'cross-spawn', 'execa']);

/** A method of a database, or of a statement of one, works on all that is in there, and on its file. */
function databaseTouches(node: Node, facts: Facts): readonly Touch[] {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [];
  const touches: Touch[] = facts.places
    .of(node.callee.object)
    .map((place) => ({ at: step(place, HIDDEN), does: 'change', deep: true, node }));
  const file = openedBy(node.callee.object, facts);
  const at = file && facts.paths.of(file);
  if (at && !pathText(at).startsWith(':memory:')) touches.push({ ...changed(at, node), isUnordered: true });
  return touches;
}

/** The path of the file that a database has been opened with. */
function openedBy(object: Node, facts: Facts): Node | undefined {
  const node = withoutTypeWrappers(object);
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression')
    return openedBy(node.callee.object, facts);
  const value = node.type === 'Identifier' ? valueOf(node, facts.sourceCode) : node;
  if (value?.type === 'CallExpression' && value.callee.type === 'MemberExpression')
    return openedBy(value.callee.object, facts);
  return value?.type === 'NewExpression' ? value.arguments[0] : undefined;
}

/** Packages whose classes open the file that they are given. */
const DATABASES: ReadonlySet<string> = new Set(['better-sqlite3', 'sqlite', 'sqlite3']);
const OPENING: readonly FileRole[] = [{ does: 'change', argument: 0 }];

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
    const isOwn = facts.paths.isOpenedHere(given);
    const path = facts.paths.of(given, does === 'list' || does === 'remove');
    // A database that is in memory only.
    if (path && pathText(path).startsWith(':memory:')) continue;
    if (!path || (isOwn && OF_DESCRIPTOR.test(name))) continue;
    touches.push({
      at: path,
      does: isOwn && /^readv?(?:Sync)?$/.test(name) ? 'look' : deedOf(does, name, args, facts),
      deep: false,
      asks: onlyAsks(name, node, facts),
      isYesOrNo: YES_OR_NO.test(name),
      appends: APPENDING.test(name),
      removes: REMOVING.test(name) && !(name.startsWith('rename') && argument === 1),
      node,
      call: node,
    });
    if (isRelative(path)) touches.push({ at: processPlace('cwd'), does: 'look', deep: false, node });
  }
  if (roles.some(({ does }) => does !== 'look' && does !== 'list'))
    touches.push({ at: processPlace('umask'), does: 'look', deep: false, node });
  return touches;
}

/** Functions that do something to a descriptor, and nothing to the file. */
const OF_DESCRIPTOR = /^(?:close|f(?:datasync|stat|sync))(?:Sync)?$/;

/** `isDirectory` and its like. */
function isOfKind(member: TSESTree.MemberExpression): boolean {
  return /^is[A-Z]/.test(getPropertyName(member) ?? '');
}

/** Functions that put what they write behind what is there. */
const APPENDING = /^(?:appendFile|writev?)(?:Sync)?$/;

/** Functions that tell whether there is something. */
const ASKING = /^(?:access|exists|pathExists|readlink|realpath)/;

/** Whether a call only tells whether there is something, or of what kind it is: its size may change any time. */
function onlyAsks(name: string, node: Node, facts: Facts): boolean {
  if (ASKING.test(name)) return true;
  if (!/^l?stat/.test(name)) return false;
  const value = node.parent?.type === 'AwaitExpression' ? node.parent : node;
  const { parent } = withoutTypeWrappersAround(value);
  if (parent?.type === 'MemberExpression') return isOfKind(parent);
  if (parent?.type !== 'VariableDeclarator') return parent?.type === 'ExpressionStatement';
  const [variable, another] = facts.sourceCode.getDeclaredVariables(parent);
  if (parent.id.type !== 'Identifier' || another) return false;
  return (
    variable?.references.every(
      ({ init, identifier }) =>
        init === true || (identifier.parent.type === 'MemberExpression' && isOfKind(identifier.parent)),
    ) === true
  );
}

/** Those of them that tell no more than whether there is something. */
const YES_OR_NO = /^(?:access|exists|pathExists)(?:Sync)?$/;

/** Functions after which there is nothing any more where they were told to go. */
const REMOVING = /^(?:emptyDir|move|remove|rename|rimraf|rm|unlink)/;

function deedOf(does: FileRole['does'], name: string, args: Args, facts: Facts): Touch['does'] {
  if (does === 'look' || does === 'list') return opensForWriting(name, args) ? 'change' : 'look';
  if (does === 'remove' && /^(?:rm|remove|rimraf|emptyDir)/.test(name)) {
    return name.startsWith('rmS') || name === 'rm' ? (isSet('force', args[1]) ? 'clear' : 'change') : 'clear';
  }
  if (does === 'ensure')
    return !name.startsWith('mkdir') || name.startsWith('mkdirp') || isSet('recursive', args[1])
      ? 'ensure'
      : 'change';
  return writesTheSame(name, args, facts) ? 'fill' : 'change';
}

/** Whether each run writes the same text into the file. */
function writesTheSame(name: string, [, content, options]: Args, facts: Facts): boolean {
  if (!/^(?:writeFile|outputFile|writeJson|writeJSON|outputJson|outputJSON)/.test(name) || !content)
    return false;
  if (options?.type === 'ObjectExpression' && /\bflag\b/.test(facts.sourceCode.getText(options)))
    return false;
  const { kind, inputs, sources } = writtenValue(content, facts);
  const varies = /Sync\(|\b(?:Date|process|random|now)\b/.test(facts.sourceCode.getText(content));
  return kind !== 'thing' && inputs.size === 0 && sources.length === 0 && !varies;
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
  return touches;
}

/** Packages that look for programs, and not for files that others write. */
const NO_FILES = new Set(['which', 'isexe', 'node-machine-id']);

/** Commands that tell something and change nothing. */
const READING =
  /^(?:git (?:(?:-C|-c|--git-dir) ?\S* )?(?:rev-parse|rev-list|config --get|log|show|status|diff|remote(?: -v| get-url|$)|branch --show-current|describe|ls-files|ls-remote|symbolic-ref|merge-base|shortlog|cat-file|tag -l|tag --list)|(?:npm|pnpm|yarn) (?:-v|--version|root|prefix|config get|view|info|whoami|bin|ls|list)|node (?:-p|--print)|which|where|true|false|command -v|type |uname|whoami|hostname|id|ps|lsof|pgrep|cat|ls|df|du|stat|file|sw_vers|sysctl|xcode-select -p|test|echo|printf|env|printenv|getconf|arch|nproc|free|uptime|date|readlink|basename|dirname|head|tail|wc|grep|find|docker (?:ps|info|version|images|inspect)|gh (?:issue|pr|release|repo|run) (?:checks|diff|list|status|view)|systemctl (?:is-active|is-enabled|list-units|show|status)|\S+ (?:-v|-V|-version|--version|--help|version)$)(?![\w-])/;

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
  const text = words.join(' ').trim();
  return (
    READING.test(text) &&
    !/[>;&\n]| -(?:exec|delete|fprint|fls|ok)|\|\s*(?!(?:awk|cut|grep|head|jq|sort|tail|tr|uniq|wc)\b)/.test(
      text,
    )
  );
}

const WORKING_DIRECTORY: FilePath = {
  kind: 'file',
  parts: [],
  tree: true,
  inside: true,
  text: 'what is in the working directory',
  isWords: true,
};

/** Words in the names of functions that change files. */
const CHANGING = new Set(
  'copy create del delete empty ensure extract link lock make mkdir mkdirp move mv output remove rimraf rm sed sort touch write'.split(
    ' ',
  ),
);

function mayChange(name: string): boolean {
  return name.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/).some((word) => CHANGING.has(word.toLowerCase()));
}

/** What a function without a row does: all of it in the working directory, and to the path that it is given. */
function unknownTouches({ node, entry }: BlockingCall, [first]: Args, facts: Facts): readonly Touch[] {
  if (!mayChange(`${entry.module} ${entry.export}`))
    return [{ at: WORKING_DIRECTORY, does: 'look', deep: false, node, call: node }];
  const path = first && first.type !== 'SpreadElement' ? facts.paths.of(first, true) : WORKING_DIRECTORY;
  return path ? [changed(path, node)] : [];
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
