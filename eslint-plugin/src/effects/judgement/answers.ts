import { isBuiltin } from 'node:module';
import {
  enclosingFunction,
  isCall,
  isFunction,
  lastName,
  variableOf,
  withoutTypeWrappers,
  withoutTypeWrappersAround,
} from '../../ast.ts';
import type { Call, Node, SourceCode, Variable } from '../../ast.ts';
import { CALL_STEP, GLOBAL_MODULE, NEW_STEP } from '../../detect/export-path.ts';
import { resolveExport } from '../../detect/export-reference.ts';
import type { Reason } from '../../fix/reasons.ts';
import { runsOnce } from '../functions/single-run.ts';
import { isChanging } from '../known/known-calls.ts';
import { idOf } from '../memory/ids.ts';
import { isProjectModule } from '../memory/modules.ts';
import type { Situation } from '../runs/situations.ts';
import type { Facts } from '../steps/facts.ts';
import { nodesIn } from '../../walk.ts';
import { betweenCalls } from './words.ts';

/**
 * A question to functions whose state no file shows, and an act on the same thing if the answer allows it:
 * `if (findUser(name)) throw …; …; return createUser(name)`. Another run would get the same answer meanwhile.
 */
export function answeredBefore({ before, after, functions }: Situation, facts: Facts): Reason | undefined {
  const [fn] = functions;
  if (before.worlds.length === 0 || (fn && runsOnce(fn, facts.sourceCode))) return undefined;
  const acts = after.worlds.filter(({ node, isOwn }) => !isOwn && isCall(node) && isAct(node));
  if (acts.length === 0) return undefined;
  for (const { node: asked, name: question } of before.worlds) {
    if (!isCall(asked) || !isQuestion(asked, facts.sourceCode)) continue;
    for (const { node: acted, name } of acts) {
      if (!isCall(acted) || !isAboutTheSame(asked, acted, facts)) continue;
      return betweenCalls({ node: asked, name: question }, { node: acted, name });
    }
  }
  return undefined;
}

const questions = new WeakMap<Call, boolean>();

/** Whether the answer of a call, which may be another one the next time, decides what is done. Each is asked about once. */
function isQuestion(call: Call, sourceCode: SourceCode): boolean {
  let known = questions.get(call);
  if (known === undefined) questions.set(call, (known = mayAsk(call, sourceCode)));
  return known;
}

function mayAsk(call: Call, sourceCode: SourceCode): boolean {
  return (
    call.type === 'CallExpression' &&
    !OF_VALUES.test(lastName(call.callee) ?? '') &&
    decides(call, sourceCode, 0)
  );
}

/** Questions about what is given alone. */
const OF_VALUES =
  /^(?:assert|check|validate|verify|parse|matches?|(?:is|are|has|looksLike)(?:Absolute|Array|Binary|Browser|Ci|Date|Debug|Dev|Dir|Email|Empty|Equal|File|Function|Html|Image|Integer|Invalid|Json|Linux|Mac|Markdown|Node|Number|Object|Path|Plain|Prod|Relative|String|Test|Text|Url|Valid|Verbose|Windows))/;

function decides(use: Node, sourceCode: SourceCode, depth: number): boolean {
  const node = withoutTypeWrappersAround(use);
  const { parent } = node;
  switch (parent?.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ForStatement':
      return parent.test === node;
    case 'SwitchStatement':
      return parent.discriminant === node;
    case 'LogicalExpression':
      return parent.left === node || decides(parent, sourceCode, depth);
    case 'UnaryExpression':
    case 'BinaryExpression':
      return decides(parent, sourceCode, depth);
    case 'MemberExpression':
      return parent.object === node && decides(parent, sourceCode, depth);
    case 'CallExpression':
      return parent.callee === node && decides(parent, sourceCode, depth);
    case 'VariableDeclarator': {
      const declared: readonly Variable[] = depth > 2 ? [] : sourceCode.getDeclaredVariables(parent);
      return declared.some(({ references }) =>
        references.some((one) => !one.init && decides(one.identifier, sourceCode, depth + 1)),
      );
    }
    default:
      return false;
  }
}

/** Whether a call is made for what it does: it gives nothing that is used, or its name says so. */
function isAct(call: Call): boolean {
  if (call.type === 'NewExpression') return false;
  const name = lastName(call.callee) ?? '';
  return (
    !TELLING.test(name) &&
    (call.parent.type === 'ExpressionStatement' || isChanging(name) || MAKING.test(name))
  );
}

/** What tells somebody, and takes nothing that was asked about. */
const TELLING =
  /^(?:assert|audit|check|debug|email|error|expect|info|invariant|log|mail|notice|notify|print|report|require|send|throw|trace|track|validate|verify|warn)(?![a-z])/;

/** Functions that make something which stays, and give it back. */
const MAKING =
  /^(?:accept|apply|approve|assign|attempt|ban|bid|block|borrow|buy|charge|checkout|create|deduct|deposit|enroll|enter|fail|grant|hit|invite|issue|join|make|order|pay|place|purchase|redeem|reject|rent|sell|sign[A-Z]\w*|signup|succeed|try|use|vote)(?![a-z])/;

/** Functions that take what there is only so much of. */
const TAKING =
  /^(?:acquire|add|allocate|assign|book|borrow|buy|charge|checkout|claim|consume|create|debit|decrement|deduct|delete|enroll|insert|lock|order|pay|purchase|redeem|register|release|remove|rent|reserve|sell|spend|subtract|take|transfer|use|withdraw)(?![a-z])/;

function isAboutTheSame(asked: Call, acted: Call, facts: Facts): boolean {
  const [one, other] = [keeperOf(asked, facts), keeperOf(acted, facts)];
  if (!one || !other || one.isMade) return false;
  const isNear = enclosingFunction(asked) === enclosingFunction(acted);
  const isShared = !isNear || shareSomething(asked, acted, facts.sourceCode);
  if (one.name === other.name) return isShared || asked.arguments.length === 0;
  return one.isProject && other.isProject && isNear && isShared && TAKING.test(lastName(acted.callee) ?? '');
}

/** Who keeps what a function works on. */
interface Keeper {
  readonly name: string;
  readonly isProject: boolean;
  /** Whether it is an object that the run has made for itself. */
  readonly isMade: boolean;
}

const keepers = new WeakMap<Call, Keeper | 'nobody'>();

function keeperOf(call: Call, facts: Facts): Keeper | undefined {
  let known = keepers.get(call);
  if (!known) keepers.set(call, (known = keeperFor(call, facts) ?? 'nobody'));
  return known === 'nobody' ? undefined : known;
}

function keeperFor({ callee }: Call, facts: Facts): Keeper | undefined {
  const { sourceCode } = facts;
  const found = resolveExport(callee, keeperAmongModules, sourceCode)?.value;
  if (found) return found === 'none' ? undefined : found;
  const name = withoutTypeWrappers(callee);
  if (name.type !== 'Identifier') return undefined;
  const [definition] = variableOf(name, sourceCode)?.defs ?? [];
  if (definition?.type === 'Parameter' && isFunction(definition.node)) {
    const pattern = definition.node.params.find(
      (one) =>
        one.type === 'ObjectPattern' &&
        one.range[0] <= definition.name.range[0] &&
        definition.name.range[1] <= one.range[1],
    );
    return { name: `given ${idOf(pattern ?? definition.node)}`, isProject: false, isMade: false };
  }
  if (definition?.type !== 'Variable' || definition.node.id.type !== 'ObjectPattern') return undefined;
  const [place] = definition.node.init ? facts.places.of(definition.node.init) : [];
  return place && { name: `${place.root}.${place.steps.join('.')}`, isProject: false, isMade: false };
}

function keeperAmongModules(module: string, path: readonly string[]): Keeper | 'none' {
  const isProject = isProjectModule(module);
  const isMade =
    path.includes(NEW_STEP) || path.some((step, at) => MAKES.test(step) && path[at + 1] === CALL_STEP);
  if (module === GLOBAL_MODULE || isBuiltin(module)) return 'none';
  return !isProject && path.includes(CALL_STEP) ? 'none' : { name: `module ${module}`, isProject, isMade };
}

/** Functions that make a new thing each time. */
const MAKES =
  /^(?:build|clone|compile|create|from|generate|init|load|make|new|parse|read|render|to)(?![a-z])/;

/** Whether two calls are given something in common, as a key is. */
function shareSomething(asked: Call, acted: Call, sourceCode: SourceCode): boolean {
  const given = variablesIn(asked.arguments, sourceCode);
  const { callee } = acted;
  const object = callee.type === 'MemberExpression' ? withoutTypeWrappers(callee.object) : undefined;
  const made = object?.type === 'Identifier' ? variableOf(object, sourceCode)?.defs[0] : undefined;
  const value = made?.type === 'Variable' ? made.node.init : null;
  const others = [...acted.arguments, ...(value && isCall(value) ? value.arguments : [])];
  for (const variable of variablesIn(others, sourceCode)) if (given.has(variable)) return true;
  return false;
}

function variablesIn(nodes: readonly Node[], sourceCode: SourceCode): ReadonlySet<Variable> {
  const names = nodes
    .flatMap((node) => nodesIn(node, sourceCode))
    .filter((node) => node.type === 'Identifier');
  return new Set(
    names.flatMap((name) => variableOf(name, sourceCode) ?? []).filter(({ defs }) => defs.length > 0),
  );
}
