import type { DirectFinding } from '../detect/blocking-uses.ts';
import { bareModuleName } from '../catalog/create-catalog.ts';
import { awaitBarrier } from '../detect/execution-context.ts';
import { resolveExport } from '../detect/export-reference.ts';
import { isCall } from '../ast.ts';
import type { Call, Node, SourceCode } from '../ast.ts';
import { hasDynamicNames } from './dynamic-names.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';
import type { RewrittenFile } from './rewrite.ts';

/** What speaks against `await` in the place of a blocking call, whatever is awaited. */
export interface Suspension {
  /** Why no `await` can be written there. */
  readonly obstacle?: Reason | undefined;
  /** Why one may change what the program does. */
  readonly hazard?: Reason | undefined;
}

/** Judges the place of a blocking call in its function. */
export function suspensionAt(finding: DirectFinding, file: RewrittenFile): Suspension {
  const { facts, sourceCode } = file;
  const { node, handedOn, context } = finding;
  if (handedOn) return { obstacle: reason('reference') };
  if (!isCall(node)) return { obstacle: reason('tag') };
  const obstacle = 'callback' in context ? reason('callback body') : awaitObstacle(node, sourceCode);
  if (obstacle) return { obstacle };
  if (isPassedToRuntime(node, facts.runtime, sourceCode)) return { obstacle: reason('called already') };
  if (context.kind !== 'async function') return { hazard: reason('top level') };
  const hazard = file.safety.of(node);
  return hazard?.id === 'exit' ? { obstacle: hazard } : { hazard };
}

/** Whether a call stands where the runtime wants the function itself: `toThread(readFileSync(path))`. */
function isPassedToRuntime(node: Call, runtime: string, sourceCode: SourceCode): boolean {
  const { parent } = node;
  if (parent.type !== 'CallExpression') return false;
  const position = resolveExport(
    parent.callee,
    (module, [name, ...more]) => {
      if (module !== bareModuleName(runtime) || more.length > 0) return undefined;
      return name === 'toThread' ? 0 : name === 'runInExecutor' ? 1 : undefined;
    },
    sourceCode,
  );
  return position !== undefined && parent.arguments[position.value] === node;
}

/** Why `await …` cannot be written in place of a call, although the function around it is async. */
export function awaitObstacle(call: Call, sourceCode: SourceCode): Reason | undefined {
  const barrier = awaitBarrier(call);
  if (barrier) return reason(barrier);
  if (hasDynamicNames(call, sourceCode)) return reason('dynamic names');
  return isOptional(call) ? reason('optional call') : undefined;
}

/** Whether a `?.` in the callee or before the arguments decides if there is a call. */
function isOptional(call: Call): boolean {
  for (let node: Node = call; ;) {
    switch (node.type) {
      case 'CallExpression':
        if (node.optional) return true;
        node = node.callee;
        break;
      case 'MemberExpression':
        if (node.optional) return true;
        node = node.object;
        break;
      case 'TSNonNullExpression':
        node = node.expression;
        break;
      default:
        return node.type === 'ChainExpression';
    }
  }
}
