import {
  contains,
  enclosingFunction,
  isFunction,
  lastName,
  variableOf,
  withoutTypeWrappers,
} from '../../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../../ast.ts';
import { callableName } from '../../detect/function-name.ts';
import { reason } from '../../fix/reasons.ts';
import type { Reason } from '../../fix/reasons.ts';
import { nodesIn } from '../../walk.ts';
import { isGiven, isHidden } from '../memory/location.ts';
import type { Touch } from '../memory/location.ts';
import { isOfModule } from '../memory/modules.ts';
import type { Situation } from '../runs/situations.ts';
import type { Facts } from '../steps/facts.ts';
import { functionName } from './contention.ts';
import type { Rival } from './contention.ts';
import { DEEDS, nameOf, placeIn } from './words.ts';
import type { World } from './world.ts';

/**
 * What another function of the file sets just before a run begins, in one go with it, because it hands on to whoever
 * begins the run: middleware that calls `next()`, a hook, a function by which others say for whom they call next.
 */
export function setBefore(call: Node, situation: Situation, world: World): Reason | undefined {
  const { functions, before, after, isFirstTick } = situation;
  if (!isFirstTick) return undefined;
  const { facts } = world.summaries;
  for (const touch of after.touches) {
    if (!isStateOfFile(touch) || before.touches.some((one) => one.at.text === touch.at.text)) continue;
    const contest = { call, functions, strict: true, counts: () => true };
    const rival = world.contention
      .rivalsOf(touch, contest)
      .find((one) => !one.isOwn && one.touch.does === 'change' && handsOn(one, touch, facts));
    if (rival)
      return reason('interleaving', {
        place: nameOf(touch),
        before: `${DEEDS.change} ${placeIn(rival.touch, call)}`,
        after: `${DEEDS.look} ${placeIn(touch, call)}`,
        who: functionName(rival.fn),
      });
  }
  return undefined;
}

/** Whether it is a look at what the file keeps in its memory, under a name. */
function isStateOfFile(touch: Touch): boolean {
  const { at, does } = touch;
  return does === 'look' && at.kind === 'memory' && !isGiven(at) && !isOfModule(at) && !isHidden(touch);
}

/** Whether what comes next is begun by a function that has just set something, or by whoever has called it for that. */
function handsOn({ fn, touch }: Rival, { at }: Touch, facts: Facts): boolean {
  if (callsNext(fn, touch.node, facts) || isHook(fn)) return true;
  const isVariable = at.kind === 'memory' && at.variable !== undefined && at.owner === undefined;
  return isVariable && !isSetting(at.text, fn) && isSetter(fn, touch.node, facts);
}

/** Whether a function calls what it was given as a continuation, once it has set something. */
function callsNext(fn: FunctionNode, set: Node, { sourceCode }: Facts): boolean {
  let calls = continuations.get(fn);
  if (!calls) {
    calls = nodesIn(fn.body, sourceCode).filter(
      (node) => node.type === 'CallExpression' && isParameterOf(fn, node.callee, sourceCode),
    );
    continuations.set(fn, calls);
  }
  return calls.some(({ range }) => range[0] >= set.range[1]);
}

/** The calls of what each function was given: many touches ask about them. */
const continuations = new WeakMap<FunctionNode, readonly Node[]>();

function isParameterOf(fn: FunctionNode, callee: Node, sourceCode: SourceCode): boolean {
  const name = withoutTypeWrappers(callee);
  const [definition] = name.type === 'Identifier' ? (variableOf(name, sourceCode)?.defs ?? []) : [];
  return definition?.type === 'Parameter' && definition.node === fn;
}

/** Whether a function is handed over to be run before others. */
function isHook(fn: FunctionNode): boolean {
  const { parent } = fn;
  return (
    parent.type === 'CallExpression' &&
    parent.callee !== fn &&
    /^(?:addHook|before|beforeAll|beforeEach|hook|param)$/.test(lastName(parent.callee) ?? '')
  );
}

/** Whether others call a function only to give a variable of the module what they have. */
function isSetter(fn: FunctionNode, set: Node, facts: Facts): boolean {
  if (fn.async || fn.generator || !facts.callbacks.kept.exported.includes(fn)) return false;
  const assignment = set.parent;
  if (assignment?.type !== 'AssignmentExpression' || enclosingFunction(assignment) !== fn) return false;
  const value = withoutTypeWrappers(assignment.right);
  const definition = value.type === 'Identifier' ? variableOf(value, facts.sourceCode)?.defs[0] : undefined;
  return definition?.type === 'Parameter' && isFunction(definition.node) && contains(fn, definition.name);
}

/** Whether it is a setting, which is set before anything else is done, as far as the names tell. */
function isSetting(variable: string, fn: FunctionNode): boolean {
  return isSettingName(variable) || SETTING_UP.test(callableName(fn) ?? '');
}

/** Whether a name is that of something that is set before anything else is done. */
export function isSettingName(name: string): boolean {
  return SETTINGS.test(name);
}

const SETTINGS =
  /adapter|app|base|cache|callback|client|config|conn|database|debug|default|dir|enabled|env|folder|handler|instance|level|log|mode|opts|option|path|plugin|pool|provider|registry|root|server|setting|store|transport|url|verbose|^db$/i;

const SETTING_UP =
  /^(?:boot|configure|connect|define|disable|enable|init|initialize|inject|install|load|mount|open|override|provide|register|start|use)(?![a-z])/;
