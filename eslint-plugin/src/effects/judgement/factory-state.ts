import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingFunction, isCall, lastName, variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { Call, FunctionNode, Node, SourceCode } from '../../ast.ts';
import { resolveExport } from '../../detect/export-reference.ts';
import { valueOf } from '../../detect/local-function.ts';
import type { Reason } from '../../fix/reasons.ts';
import { runsOnce } from '../functions/single-run.ts';
import { isChanging, isChecking } from '../known/known-calls.ts';
import { isProjectModule } from '../memory/modules.ts';
import type { Situation } from '../runs/situations.ts';
import type { Facts } from '../steps/facts.ts';
import { isStatement } from '../steps/given-values.ts';
import { nodesIn } from '../../walk.ts';
import { betweenCalls } from './words.ts';

/**
 * State that functions of one factory of the project have between them, `const [total, setTotal] = createSignal(0)`, or
 * that one function gives and takes, `score()` and `score(before + 1)`. Another run would ask, and change it, meanwhile.
 */
export function sharesFactoryState(
  { before, after, functions }: Situation,
  { sourceCode }: Facts,
): Reason | undefined {
  const [fn] = functions;
  if (!fn || runsOnce(fn, sourceCode)) return undefined;
  for (const { node: acted, name } of after.worlds) {
    if (!isCall(acted)) continue;
    for (const { node: asked, name: question } of before.worlds) {
      if (!isCall(asked) || !haveStateBetween(asked, acted, functions, sourceCode)) continue;
      return betweenCalls({ node: asked, name: question }, { node: acted, name });
    }
  }
  return undefined;
}

function haveStateBetween(
  asked: Call,
  acted: Call,
  functions: readonly FunctionNode[],
  sourceCode: SourceCode,
): boolean {
  if (asked === acted || isTelling(asked) || isTelling(acted)) return false;
  if (isGivenItsOwnAnswer(asked, acted, sourceCode)) return true;
  const factory = factoryOf(asked, sourceCode);
  if (!factory || factory !== factoryOf(acted, sourceCode) || !(changes(asked) || changes(acted)))
    return false;
  const owner = enclosingFunction(factory);
  // What a run has made for itself is nobody else's.
  return owner === undefined || !functions.includes(owner);
}

/** The declaration that has taken the function which is called out of what a function of the project gave. */
function factoryOf({ callee }: Call, sourceCode: SourceCode): TSESTree.VariableDeclarator | undefined {
  const name = withoutTypeWrappers(callee);
  const [definition] = name.type === 'Identifier' ? (variableOf(name, sourceCode)?.defs ?? []) : [];
  if (definition?.type !== 'Variable' || definition.node.id.type === 'Identifier') return undefined;
  const made = definition.node.init && withoutTypeWrappers(definition.node.init);
  return made && isCall(made) && isOfProject(made.callee, sourceCode) ? definition.node : undefined;
}

/** Whether a function is given what it has told itself, when it was asked with nothing: it keeps that. */
function isGivenItsOwnAnswer(asked: Call, acted: Call, sourceCode: SourceCode): boolean {
  const [one, other] = [asked, acted].map(({ callee }) =>
    callee.type === 'Identifier' ? variableOf(callee, sourceCode) : null,
  );
  if (!one || one !== other || asked.arguments.length > 0 || !isOfProject(asked.callee, sourceCode))
    return false;
  return acted.arguments
    .flatMap((argument) => nodesIn(argument, sourceCode))
    .some((part) => part.type === 'Identifier' && valueOf(part, sourceCode) === asked);
}

function isOfProject(callee: Node, sourceCode: SourceCode): boolean {
  return resolveExport(callee, (module) => isProjectModule(module) || undefined, sourceCode) !== undefined;
}

function isTelling({ callee }: Call): boolean {
  return isChecking(lastName(callee) ?? '');
}

function changes(call: Call): boolean {
  return isStatement(call) || isChanging(lastName(call.callee) ?? '');
}
