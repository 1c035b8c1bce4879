import { isFunction } from '../../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../../ast.ts';
import { isEndingListener } from '../../detect/exit-listeners.ts';
import type { CallSites } from '../runs/call-sites.ts';
import type { Step } from '../steps/steps.ts';

/**
 * Functions that run when the process ends, or that decide whether it does: what they await is never done, or keeps the
 * process from ending.
 */
export function endingFunctions(sites: CallSites, sourceCode: SourceCode): ReadonlySet<FunctionNode> {
  const found = new Set<FunctionNode>();
  if (!/\b(?:exit|beforeExit|uncaught|unhandled)/.test(sourceCode.text)) return found;
  const containers = sites.all;
  const stepsByFunction = new Map(containers.map(({ fn, steps }) => [fn, steps.root]));
  for (const { steps } of containers)
    collect(steps.root, (step) => step.type === 'later' && isEnding(step.node, sourceCode), found);
  // The set grows while it is walked.
  for (const fn of found) {
    const root = stepsByFunction.get(fn);
    if (root) collect(root, (step) => step.type === 'run', found);
  }
  return found;
}

function isEnding(node: Node, sourceCode: SourceCode): boolean {
  return (
    node.type === 'CallExpression' &&
    node.arguments.some((argument) => isEndingListener(argument, sourceCode))
  );
}

function collect(step: Step, matches: (step: Step) => boolean, found: Set<FunctionNode>): void {
  switch (step.type) {
    case 'all':
      for (const part of step.steps) collect(part, matches, found);
      break;
    case 'either':
      for (const way of step.ways) collect(way, matches, found);
      break;
    case 'repeat':
      collect(step.body, matches, found);
      break;
    case 'attempt':
      for (const part of [step.block, step.handler, step.finalizer]) if (part) collect(part, matches, found);
      break;
    default:
      if (!matches(step)) return;
      for (const body of step.type === 'run' ? step.bodies : step.type === 'later' ? step.functions : []) {
        if (isFunction(body)) found.add(body);
      }
  }
}
