import { getPropertyName, isFunction } from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';
import { GLOBAL_MODULE } from '../detect/export-path.ts';
import { resolveExport } from '../detect/export-reference.ts';
import { referredBodies } from '../detect/local-function.ts';
import { allNodesIn } from '../walk.ts';
import type { RuntimeCall } from './find-calls.ts';
import { OPTIONS_OF_RUN } from './invalid-options.ts';
import { functionName } from './passed-function.ts';
import { listed } from './problem.ts';
import type { Problem } from './problem.ts';

/** `submit(work, path, { timeout: 5000 })`: all that follows the function is given to it, as Python does. */
export function misplacedOptions(
  { fn, callee, args }: RuntimeCall,
  sourceCode: SourceCode,
): Problem | undefined {
  const options = args?.at(-1);
  if (!fn || !args || !TAKES_ARGUMENTS.has(callee) || options?.type !== 'ObjectExpression') return undefined;
  const names = options.properties.map(
    (one) => (one.type === 'Property' ? getPropertyName(one) : null) ?? '',
  );
  const areOptions = names.length > 0 && names.every((name) => OPTIONS_OF_RUN.includes(name));
  const isTaken = args.some(({ type }) => type === 'SpreadElement') || mayTake(fn, args.length, sourceCode);
  return areOptions && !isTaken
    ? {
        node: options,
        messageId: 'misplacedOptions',
        data: { name: functionName(fn, 'This function', sourceCode), options: listed(names) },
      }
    : undefined;
}

const TAKES_ARGUMENTS: ReadonlySet<string> = new Set(['call', 'runInExecutor', 'submit', 'toThread']);

/** Whether a function may do something with that many arguments: only of what the text shows is it known. */
function mayTake(fn: Node, count: number, sourceCode: SourceCode): boolean {
  const isOfNumbers = resolveExport(
    fn,
    (module, [name, ...more]) =>
      (module === GLOBAL_MODULE && name === 'Math' && more.length === 1) || undefined,
    sourceCode,
  );
  if (isOfNumbers?.certain) return false;
  const [body, another] = referredBodies(fn, sourceCode);
  if (!body || another || !isFunction(body)) return true;
  return (
    body.params.length >= count ||
    body.params.some(({ type }) => type === 'RestElement') ||
    allNodesIn(body.body, sourceCode).some((node) => node.type === 'Identifier' && node.name === 'arguments')
  );
}
