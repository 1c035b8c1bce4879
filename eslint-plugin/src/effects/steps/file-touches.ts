import type { TSESTree } from '@typescript-eslint/utils';
import {
  getPropertyName,
  isCall,
  lastName,
  withoutTypeWrappers,
  withoutTypeWrappersAround,
} from '../../ast.ts';
import type { Call, Node, SourceCode } from '../../ast.ts';
import { bareModuleName } from '../../catalog/create-catalog.ts';
import type { BlockingCall } from '../../detect/blocking-call.ts';
import { valueOf } from '../../detect/local-function.ts';
import { CALL_STEP } from '../../detect/export-path.ts';
import { resolveExport } from '../../detect/export-reference.ts';
import type { Facts } from './facts.ts';
import { elementsGiven } from './list-elements.ts';
import { mayChangeByName } from '../known/changing-names.ts';
import { FILE_MODULES, fileRoles, rolesOf } from '../known/file-functions.ts';
import type { FileRole } from '../known/file-functions.ts';
import { HIDDEN, pathText, step } from '../memory/location.ts';
import { processPlace, WORKING_DIRECTORY } from '../memory/process.ts';
import { changed, commandTouches } from './command-touches.ts';
import type { Args } from './command-touches.ts';
import { writtenValue } from './written-value.ts';
import type { FilePath, Touch } from '../memory/location.ts';

/** What calls do to files, to the working directory and to the environment. */

/** Whether a call of a function of the catalog may change a file: it may where nothing shows that it does not. */
export function mayChangeFiles({ entry }: BlockingCall): boolean {
  if (entry.kind !== 'io') return entry.kind === 'process';
  const { name, roles } = rolesOf(entry);
  if (!roles) return !NO_FILES.has(entry.module) && mayChangeByName(`${entry.module} ${entry.export}`);
  return name.startsWith('open') || roles.some(({ does }) => does !== 'look' && does !== 'list');
}

/** What a call of a function of the catalog touches. */
export function blockingTouches(call: BlockingCall, facts: Facts): readonly Touch[] {
  const { node, entry, borrowed, handedOn } = call;
  // Who is handed the function gives it nothing that the text shows, but for an element of a list.
  if (handedOn) return elementTouches(call, facts);
  const args: Args = borrowed ? (borrowed.args ?? []) : isCall(node) ? node.arguments : [];
  // A bundler has a process of its own, too, and does there what its functions say.
  if (entry.kind === 'process' && bareModuleName(entry.module) === 'esbuild')
    return /^(?:analyze|format|transform)/.test(entry.export) ? [] : unknownTouches(call, args, facts);
  if (entry.kind === 'process') return commandTouches(node, args, facts);
  if (/^(?:process\.)?loadEnvFile$/.test(entry.export))
    return [{ at: processPlace('env'), does: 'change', deep: true, node, inOrder: true }];
  if (node.type === 'NewExpression' && DATABASES.has(bareModuleName(entry.module)))
    return roleTouches(node, '', OPENING, args, facts);
  if (DATABASES.has(bareModuleName(entry.module))) return databaseTouches(node, facts);
  if (entry.kind !== 'io') return [];
  const { name, roles } = rolesOf(entry);
  if (!roles) return NO_FILES.has(entry.module) ? [] : unknownTouches(call, args, facts);
  return roleTouches(node, name, roles, args, facts);
}

/** What a function does to the elements of a list whose method is given it: `files.some(existsSync)`. */
function elementTouches({ node, entry }: BlockingCall, facts: Facts): readonly Touch[] {
  const { parent } = node;
  const { name, roles } = rolesOf(entry);
  if (entry.kind !== 'io' || !roles || parent.type !== 'CallExpression') return [];
  return roleTouches(node, name, roles, elementsGiven(parent), facts);
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
  if (node.type === 'NewExpression' && name === 'Worker') return programTouches(node, facts);
  if (COMMANDS.test(name) && isOf(CHILD_PROCESSES, node, facts.sourceCode))
    return commandTouches(node, node.arguments, facts).map((touch) => ({ ...touch, byProcess: true }));
  const roles = rolesOfCall(node, facts.sourceCode);
  return roles && roleTouches(node, name, roles, node.arguments, facts);
}

/** What a call does to paths, of a function of `fs` or of a class that opens a file. */
export function rolesOfCall(node: Call, sourceCode: SourceCode): readonly FileRole[] | undefined {
  const isMade = node.type === 'NewExpression';
  const roles = isMade ? OPENING : fileRoles(lastName(node.callee) ?? '');
  return roles && isOf(isMade ? DATABASES : FILE_MODULES, node, sourceCode) ? roles : undefined;
}

/** What a function of a module has made has methods of its own: `createWriteStream(path).write(text)`. */
function isOf(modules: ReadonlySet<string>, { callee }: Call, sourceCode: SourceCode): boolean {
  const reference = resolveExport(
    callee,
    (module, path) => (modules.has(bareModuleName(module)) && path.at(-2) !== CALL_STEP) || undefined,
    sourceCode,
  );
  return reference !== undefined;
}

/** What loading a module by a name that the text does not show looks at. */
export function loadingTouch(file: Node, node: Node, facts: Facts): Touch | undefined {
  const at = facts.paths.of(file);
  return at && { at, does: 'look', deep: false, node, call: node, isUnordered: true };
}

/** A thread reads the file that it is started with. */
function programTouches({ arguments: [file] }: Call, facts: Facts): readonly Touch[] | undefined {
  const touch = file && file.type !== 'SpreadElement' ? loadingTouch(file, file, facts) : undefined;
  return touch && [touch];
}

/** Functions that start other processes. */
const COMMANDS = /^(?:exec|execFile|execa|fork|spawn)$/;
const CHILD_PROCESSES: ReadonlySet<string> = new Set(['child_process', 'cross-spawn', 'execa']);

/** A method of a database, or of a statement of one, works on all that is in there, and on its file. */
function databaseTouches(node: Node, facts: Facts): readonly Touch[] {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [];
  // What is inserted first has the first number.
  const inOrder = /^(?:exec|run)$/.test(lastName(node.callee) ?? '');
  const touches: Touch[] = facts.places
    .workedOn(node.callee.object)
    .map((place) => ({ at: step(place, HIDDEN), does: 'change', deep: true, node, inOrder }));
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
  if (kind === 'thing' || inputs.size > 0 || sources.length > 0) return false;
  return !/Sync\(|\b(?:Date|process|random|now)\b/.test(facts.sourceCode.getText(content));
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

/** Packages that look for programs, and not for files that others write. */
const NO_FILES = new Set(['which', 'isexe', 'node-machine-id']);

/** What a function without a row does: all of it in the working directory, and to the path that it is given. */
function unknownTouches({ node, entry }: BlockingCall, [first]: Args, facts: Facts): readonly Touch[] {
  if (!mayChangeByName(`${entry.module} ${entry.export}`))
    return [{ at: WORKING_DIRECTORY, does: 'look', deep: false, node, call: node }];
  const path = first && first.type !== 'SpreadElement' ? facts.paths.of(first, true) : WORKING_DIRECTORY;
  return path ? [changed(path, node)] : [];
}

function isRelative(path: FilePath): boolean {
  return !/^(?:[/\\]|[a-z]:)/i.test(pathText(path)) && typeof path.parts[0] === 'string';
}
