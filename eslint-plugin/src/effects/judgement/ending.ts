import { isFunction, lastName } from '../../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../../ast.ts';
import { isEndingListener } from '../../detect/exit-listeners.ts';
import { runsInFile } from '../../walk.ts';
import type { CallSites } from '../runs/call-sites.ts';
import type { Step } from '../steps/steps.ts';

/**
 * Functions that run when the process ends, or that decide whether it does: what they await is never done, or keeps the
 * process from ending.
 */
export function endingFunctions(sites: CallSites, sourceCode: SourceCode): ReadonlySet<FunctionNode> {
  const found = new Set<FunctionNode>();
  if (!/exit|shutdown|uncaught|unhandled/i.test(sourceCode.text)) return found;
  const hooks = sourceCode.text.match(/[\w$]+/g)?.filter((word) => ENDING_HOOKS.test(word)) ?? [];
  // Most files set no listener on the process, and have no other name for it.
  const listens = LISTENS_TO_PROCESS.test(sourceCode.text) || EVENTS_OF_PROCESS.test(sourceCode.text);
  if (!listens && hooks.length === 0) return found;
  const calls = runsInFile(sourceCode).filter((node) => isEnding(node, listens, sourceCode));
  for (const { steps } of sites.around(calls))
    collect(steps.root, (step) => step.type === 'later' && calls.some((call) => call === step.node), found);
  // The set grows while it is walked.
  for (const fn of found) {
    const container = sites.within(fn);
    if (container) collect(container.steps.root, (step) => step.type === 'run', found);
  }
  return found;
}

const LISTENS_TO_PROCESS =
  /\bprocess\s*[?!]?\.\s*(?:addListener|on|once|prepend\w+)\b|\bprocess\s*(?:[,;)\]}[|&:]|as\b|$)|['"](?:node:)?process['"]/m;

const EVENTS_OF_PROCESS = /['"`](?:beforeExit|SIG[A-Z]+\d?|uncaughtException|unhandledRejection)/;

function isEnding(node: Node, listens: boolean, sourceCode: SourceCode): boolean {
  return (
    node.type === 'CallExpression' &&
    (ENDING_HOOKS.test(lastName(node.callee) ?? '') ||
      (listens && node.arguments.some((argument) => isEndingListener(argument, sourceCode))))
  );
}

/** Functions that have what they are given called when the process ends, whoever has written them. */
const ENDING_HOOKS =
  /^(?:(?:add|after|at|before|on|register)_?(?:App|Process|Program)?_?(?:Exit|Shutdown)(?:Handler|Hook|Listener)?|(?:async)?exitHook|signalExit)$/i;

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
