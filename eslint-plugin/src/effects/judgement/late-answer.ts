import { getPropertyName, withoutTypeWrappers } from '../../ast.ts';
import type { Node } from '../../ast.ts';
import { reason } from '../../fix/reasons.ts';
import type { Reason } from '../../fix/reasons.ts';
import { REGISTERING_METHODS } from '../known/known-calls.ts';
import type { Situation } from '../runs/situations.ts';
import type { Facts } from '../steps/facts.ts';
import { isHandedOn, isSetGoing } from './late.ts';

/**
 * What is listened for behind the call, on something that was told to do it before: `server.close()`, and then
 * `await once(server, 'close')`. Nothing can emit in one tick.
 */
export function lateAnswer({ before, after }: Situation, { sourceCode }: Facts): Reason | undefined {
  if (after.registers.length === 0) return undefined;
  const textOf = (node: Node): string => sourceCode.getText(withoutTypeWrappers(node));
  const told = new Set(
    [...before.used, ...before.touches, ...before.worlds].flatMap(({ node }) => toldBy(node).map(textOf)),
  );
  if (told.size === 0) return undefined;
  for (const { name, node } of after.registers) {
    const emitter = emitterOf(node);
    if (emitter && told.has(textOf(emitter)))
      return reason('late answer', { registration: name, emitter: textOf(emitter) });
  }
  return undefined;
}

/** What a place in the code sets going: the object of a method that is called, or what is handed on. */
function toldBy(node: Node): readonly Node[] {
  const callee = node.type === 'CallExpression' ? withoutTypeWrappers(node.callee) : undefined;
  if (callee?.type === 'MemberExpression')
    return REGISTERING_METHODS.has(getPropertyName(callee) ?? '') ? [] : [callee.object];
  return isSetGoing(node) || isHandedOn(node) ? [node] : [];
}

/** On what is listened: `server.once('close')`, `once(server, 'close')`. */
function emitterOf(registration: Node): Node | undefined {
  if (registration.type !== 'CallExpression') return undefined;
  const callee = withoutTypeWrappers(registration.callee);
  return callee.type === 'MemberExpression' && REGISTERING_METHODS.has(getPropertyName(callee) ?? '')
    ? callee.object
    : registration.arguments[0];
}
