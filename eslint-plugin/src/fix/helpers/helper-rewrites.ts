import { bodyName } from '../../detect/function-name.ts';
import type { IndirectFinding } from '../../detect/blocking-uses.ts';
import type { Rewrite, RewrittenFile } from '../rewrite.ts';
import { asyncHelpers } from './async-helpers.ts';

/**
 * What can be done about a call of a function that blocks further down: that function, those that it blocks through
 * and those that call it become async, all at once, as long as that leaves nobody with a promise in his hands.
 */
export function helperRewrites({ body }: IndirectFinding, file: RewrittenFile): Rewrite[] {
  const helpers = body && asyncHelpers(body, file);
  if (!helpers) return [];
  const names = helpers.functions.map((fn) => `\`${bodyName(fn)}\``);
  return [
    {
      messageId: 'makeAsync',
      data: { functions: listed(names) },
      standing: { kind: 'manual' },
      edits: helpers.edits,
    },
  ];
}

/** `a`, `a and b`, `a, b and c`. */
function listed(names: readonly string[]): string {
  const last = names.slice(-1);
  const others = names.slice(0, -1);
  return [...(others.length > 0 ? [others.join(', ')] : []), ...last].join(' and ');
}
