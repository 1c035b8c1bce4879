import { isCall } from '../ast.ts';
import { displayName } from '../detect/blocking-call.ts';
import type { BlockingCall } from '../detect/blocking-call.ts';
import { patchOf } from './patched-modules.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';
import { sharesInput } from './terminal-input.ts';
import type { RewrittenFile } from './rewrite.ts';

/**
 * Why a call had better stay what it is, wherever it stands.
 *
 * @param modules those whose exports are called now and in its place
 */
export function callHazard(
  { node, entry }: Pick<BlockingCall, 'node' | 'entry'>,
  modules: readonly string[],
  { sourceCode }: RewrittenFile,
): Reason | undefined {
  if (entry.unknown) return reason('unknown function', { name: displayName(entry) });
  for (const module of modules) {
    const place = patchOf(module, sourceCode);
    if (place !== undefined) return reason('patched', { place, module });
  }
  if (entry.kind === 'process' && isCall(node) && sharesInput(node, sourceCode)) return reason('terminal');
  return undefined;
}
