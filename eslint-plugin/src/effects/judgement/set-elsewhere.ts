import { isCall, lastName, withoutTypeWrappers } from '../../ast.ts';
import type { Call, FunctionNode, Node } from '../../ast.ts';
import { resolveExport } from '../../detect/export-reference.ts';
import { reason } from '../../fix/reasons.ts';
import type { Reason } from '../../fix/reasons.ts';
import { runsOnce } from '../functions/single-run.ts';
import { isAsking, isChecking, REGISTERING_METHODS } from '../known/known-calls.ts';
import type { Touch } from '../memory/location.ts';
import { isProjectModule, modulePlace } from '../memory/modules.ts';
import type { Situation } from '../runs/situations.ts';
import type { Facts } from '../steps/facts.ts';
import { isStatement } from '../steps/given-values.ts';
import { sharesWord } from './module-state.ts';
import { isSettingName } from './set-before.ts';
import { betweenCalls, lineOf, shortened } from './words.ts';

/** State that other files of the project set for a run, and that no file shows: around a callback, or just before. */

/**
 * A function of the project that calls a callback, such as `runAs(user, callback)`, may set something that is there while
 * it runs. Who has to do with the same module after the call would find what is there once that function has gone on.
 */
export function runAround({ functions, after, isFirstTick }: Situation, facts: Facts): Reason | undefined {
  const callback = functions.at(-1);
  const runner = isFirstTick && callback ? runnerOf(callback, facts) : undefined;
  if (!runner) return undefined;
  const use =
    after.touches.find((touch) => isOfModule(touch, runner))?.node ??
    (isGivenValue(runner.call)
      ? after.worlds.find(({ node, isOwn }) => !isOwn && asksForNothing(node, facts))?.node
      : undefined);
  if (!use) return undefined;
  const name = shortened(facts.sourceCode.getText(runner.call.callee));
  const user = shortened(facts.sourceCode.getText(isCall(use) ? use.callee : use));
  return reason('interleaving', {
    place: { words: `what \`${name}\` sets` },
    before: `there on line ${lineOf(runner.call)}`,
    after: `used by \`${user}\` on line ${lineOf(use)}`,
    who: `the end of \`${name}\``,
  });
}

/** A call of a function of the project that is given a callback, and the place of its module. */
interface Runner {
  readonly call: Call;
  readonly root: string;
}

function runnerOf(callback: FunctionNode, { sourceCode }: Facts): Runner | undefined {
  const call: Node = callback.parent;
  if (call.type !== 'CallExpression' || call.callee === callback || isRegistration(call)) return undefined;
  const module = moduleOf(call.callee, sourceCode);
  return module === undefined ? undefined : { call, root: modulePlace(module, [], '').root };
}

/** Whether a call only says what is to be done later: at the start of the module, or when something happens. */
function isRegistration(call: Call): boolean {
  if (REGISTERING_METHODS.has(lastName(call.callee) ?? '')) return true;
  return isStatement(call) && call.parent.type !== 'AwaitExpression';
}

function moduleOf(callee: Node, sourceCode: Facts['sourceCode']): string | undefined {
  return resolveExport(callee, (module) => (isProjectModule(module) ? module : undefined), sourceCode)?.value;
}

/** Whether something is done with what a module keeps, and not only checked by one of its functions. */
function isOfModule({ at, node }: Touch, { call, root }: Runner): boolean {
  if (at.kind !== 'memory' || at.root !== root || node === call) return false;
  return !isCall(node) || !isChecking(lastName(node.callee) ?? '');
}

/** Whether a function is given more than the callback, and what is written out: for whom it calls that, say. */
function isGivenValue({ arguments: args }: Call): boolean {
  return args.some(({ type }) => type === 'Identifier' || type === 'MemberExpression');
}

/** Whether a function of the project is asked for what it has to know by itself: `currentUser()`. */
function asksForNothing(node: Node, facts: Facts): node is Call {
  if (node.type !== 'CallExpression' || node.arguments.length > 0 || isStatement(node)) return false;
  const name = lastName(node.callee) ?? '';
  return (
    (isAsking(name) || /^(?:active|current)(?![a-z])/.test(name)) &&
    moduleOf(node.callee, facts.sourceCode) !== undefined
  );
}

/**
 * A function of one file sets what one of another file is asked for, as their names tell, where that is given nothing
 * from which it could know: `setRegion(name)` and `getRegion()`.
 */
export function setElsewhere({ before, after, functions }: Situation, facts: Facts): Reason | undefined {
  const [fn] = functions;
  if (!fn || runsOnce(fn, facts.sourceCode)) return undefined;
  for (const { node: set, name } of before.worlds) {
    if (!isSetter(set, facts)) continue;
    const setter = lastName(set.callee) ?? '';
    const asked = after.worlds.find(
      ({ node }) => asksForNothing(node, facts) && sharesWord(setter, lastName(node.callee) ?? ''),
    );
    if (asked) return betweenCalls({ node: set, name }, asked);
    const looked = after.touches.find(
      ({ isLive, node }) => isLive && sharesWord(setter, `the ${nameOf(node)}`),
    );
    if (looked) return betweenCalls({ node: set, name }, { node: looked.node, name: nameOf(looked.node) });
  }
  return undefined;
}

/** Whether a function of the project is called to set something that is not set once for all. */
function isSetter(node: Node, facts: Facts): node is Call {
  if (node.type !== 'CallExpression' || node.arguments.length === 0 || !isStatement(node)) return false;
  const name = lastName(node.callee) ?? '';
  return (
    /^(?:enter|select|set|switch|use)(?=[A-Z])/.test(name) &&
    !isSettingName(name) &&
    moduleOf(node.callee, facts.sourceCode) !== undefined
  );
}

function nameOf(node: Node): string {
  return lastName(withoutTypeWrappers(node)) ?? '';
}
