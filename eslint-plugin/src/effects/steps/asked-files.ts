import { contains, isCall, lastName, variableOf } from '../../ast.ts';
import type { Call, Node, SourceCode, Variable } from '../../ast.ts';
import type { BlockingCall } from '../../detect/blocking-call.ts';
import { resolveExport } from '../../detect/export-reference.ts';
import { nodesIn } from '../../walk.ts';
import { asksFiles } from '../known/asking-names.ts';
import { rolesOf } from '../known/file-functions.ts';
import { knownCall } from '../known/known-calls.ts';
import { pathText } from '../memory/location.ts';
import type { Touch } from '../memory/location.ts';
import { isProjectModule } from '../memory/modules.ts';
import type { Facts } from './facts.ts';

/**
 * Files that a function of another file of the project may have looked at, because of what is done with its answer:
 * `const config = loadConfig(); …; writeFileSync('config.json', JSON.stringify(config))`. Where the answer tells what is
 * written, or where, or whether at all, it may come out of that very file.
 */
export function askedTouches(node: Call, name: string, facts: Facts): Touch[] {
  const { sourceCode } = facts;
  if (node.type !== 'CallExpression' || node.parent.type === 'AwaitExpression') return [];
  if (!asksFiles(name) || !isOfProject(node.callee, sourceCode)) return [];
  const answer = answerOf(node, sourceCode);
  return facts.givenPaths.callsAround(node).flatMap((write): Touch[] => {
    if (write.node.range[1] <= node.range[0]) return [];
    return pathsWritten(write)
      .filter(({ path, isFolder }) => depends(answer, write.node, path, isFolder, facts))
      .flatMap(({ path }) => facts.paths.of(path) ?? [])
      .map((at) => ({ at, does: 'look', deep: false, node, call: node, isUnordered: true }));
  });
}

function isOfProject(callee: Node, sourceCode: SourceCode): boolean {
  return resolveExport(callee, (module) => isProjectModule(module) || undefined, sourceCode)?.value === true;
}

/** The paths that a call writes to. */
function pathsWritten({ node, borrowed, entry }: BlockingCall): { path: Node; isFolder: boolean }[] {
  const given = borrowed ? (borrowed.args ?? []) : isCall(node) ? node.arguments : [];
  return (rolesOf(entry).roles ?? []).flatMap(({ does, argument }) => {
    const path = given[argument];
    const isWrite = does === 'change' || does === 'ensure';
    return isWrite && path && path.type !== 'SpreadElement' ? [{ path, isFolder: does === 'ensure' }] : [];
  });
}

/** A call, and the variables that hold what it gives, or what is made of that. */
interface Answer {
  readonly call: Node;
  readonly variables: ReadonlySet<Variable>;
  /** Those of them that hold more than a part of it: a folder that is among some settings is a part. */
  readonly whole: ReadonlySet<Variable>;
}

function answerOf(call: Node, sourceCode: SourceCode): Answer {
  const [variables, whole] = [false, true].map((isWhole) => {
    const found = new Set<Variable>(variablesGiven(call, isWhole, sourceCode));
    // The set grows while it is walked.
    for (const { references } of found)
      for (const { identifier, init } of references)
        if (!init) for (const made of variablesGiven(identifier, isWhole, sourceCode)) found.add(made);
    return found;
  });
  return { call, variables: variables ?? new Set(), whole: whole ?? new Set() };
}

/** The variables whose value is made of an expression, by what the language and known functions do. */
function variablesGiven(value: Node, isWhole: boolean, sourceCode: SourceCode): readonly Variable[] {
  for (let node = value; node.parent; node = node.parent) {
    const { parent } = node;
    if (parent.type === 'VariableDeclarator')
      return parent.init === node && !(isWhole && parent.id.type === 'ObjectPattern')
        ? sourceCode.getDeclaredVariables(parent)
        : [];
    if (parent.type === 'AssignmentExpression') {
      const variable = parent.left.type === 'Identifier' ? variableOf(parent.left, sourceCode) : null;
      return parent.right === node && variable ? [variable] : [];
    }
    if (!isPassedOn(node, parent, sourceCode) || (isWhole && isPartTaken(node))) return [];
  }
  return [];
}

/** Whether what is around an expression has its value in it. */
function isPassedOn(node: Node, parent: Node, sourceCode: SourceCode): boolean {
  switch (parent.type) {
    case 'CallExpression':
      return parent.callee === node || isPlainCall(parent, sourceCode);
    case 'ConditionalExpression':
    case 'LogicalExpression':
    case 'BinaryExpression':
    case 'UnaryExpression':
    case 'TemplateLiteral':
    case 'ArrayExpression':
    case 'ObjectExpression':
    case 'Property':
    case 'SpreadElement':
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
      return true;
    case 'MemberExpression':
      return parent.object === node;
    default:
      return false;
  }
}

/** Whether a call puts what it is given into what it gives, and nothing else: `JSON.stringify(list)`, `list.concat(text)`. */
function isPlainCall(call: Call, sourceCode: SourceCode): boolean {
  return (
    knownCall(call, sourceCode) === 'pure' ||
    /^(?:concat|dump|encode|join|serialize|stringify|toJson|toJSON|toString|with)$/.test(
      lastName(call.callee) ?? '',
    )
  );
}

/** Whether an answer tells where a call writes, what it writes, or whether it writes at all. */
function depends(answer: Answer, write: Node, path: Node, isFolder: boolean, facts: Facts): boolean {
  const { call, variables, whole } = answer;
  const uses = usesOf(call, variables);
  if (usesOf(call, whole).some((use) => contains(path, use) && !isPartTaken(use))) return true;
  // A folder has no text, and who makes one unless it is there looks himself.
  if (isFolder || !isCall(write)) return false;
  const isAboutTheSame = () => {
    const about = new Set(wordsOf([facts.sourceCode.getText(path), textOf(path, facts)]));
    return wordsOf(namesIn(call, facts.sourceCode)).some((word) => about.has(word));
  };
  const content = uses.filter((use) => contains(write, use) && !contains(path, use));
  if (content.some((use) => reaches(use, write, facts.sourceCode))) return true;
  if (content.length > 0) return isAboutTheSame();
  return uses.some((use) => decides(use, write)) && isAboutTheSame();
}

function usesOf(call: Node, variables: ReadonlySet<Variable>): readonly Node[] {
  const named = [...variables].flatMap(({ references }) =>
    references.flatMap(({ identifier, init }) => (init ? [] : identifier)),
  );
  return [call, ...named];
}

/** Whether a property of a value is taken: methods work on all of it. */
function isPartTaken(node: Node): boolean {
  const { parent } = node;
  return (
    parent?.type === 'MemberExpression' &&
    parent.object === node &&
    !(parent.parent.type === 'CallExpression' && parent.parent.callee === parent) &&
    lastName(parent) !== 'length'
  );
}

/** Whether a value is in what a call writes, and no function that nobody knows has made something else of it. */
function reaches(use: Node, write: Node, sourceCode: SourceCode): boolean {
  for (let node = use; node.parent && node !== write; node = node.parent) {
    if (node.parent === write) return true;
    if (!isPassedOn(node, node.parent, sourceCode)) return false;
  }
  return false;
}

/** Whether what is asked there decides if the call is made: it is in there, or what is in there leaves. */
function decides(use: Node, write: Node): boolean {
  for (let node = use; node.parent; node = node.parent) {
    const { parent } = node;
    if ('test' in parent && parent.test === node) {
      if (contains(parent, write)) return true;
      return parent.type === 'WhileStatement' || (parent.type === 'IfStatement' && leaves(parent.consequent));
    }
    if (/Statement$|^VariableDeclaration$|Function/.test(parent.type)) return false;
    if (parent.type === 'LogicalExpression' && parent.left === node && contains(parent.right, write))
      return true;
  }
  return false;
}

function leaves(statement: Node): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  return last !== undefined && /^(?:Break|Continue|Return|Throw)Statement$/.test(last.type);
}

/** A path with the constants in it. */
function textOf(path: Node, { paths }: Facts): string {
  const found = paths.of(path);
  return found ? pathText(found) : '';
}

/** The names and texts in a call. */
function namesIn(call: Node, sourceCode: SourceCode): readonly string[] {
  return nodesIn(call, sourceCode).flatMap((node) => {
    if (node.type === 'Identifier') return [node.name];
    return node.type === 'Literal' && typeof node.value === 'string' ? [node.value] : [];
  });
}

/** What texts are about: the words in them. */
function wordsOf(texts: readonly string[]): readonly string[] {
  return texts
    .flatMap((text) => text.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/))
    .map((word) => word.toLowerCase().replace(/s$/, ''))
    .filter((word) => word.length > 1 && !GENERAL.has(word));
}

/** Words that tell nothing of what a call is about. */
const GENERAL = new Set(
  'and by data dir file for from get has in is join json list load of parameter path read string sync text the to txt variable'.split(
    ' ',
  ),
);
