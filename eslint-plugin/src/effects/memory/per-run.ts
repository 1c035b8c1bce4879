import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, lastName } from '../../ast.ts';
import type { FunctionNode, Node, Variable } from '../../ast.ts';
import type { Place } from './location.ts';

/**
 * What a run of a function has to itself although somebody gave it to it: a request and its response. Shown by the
 * place where the function is handed over, by types, or by the pair of parameters that only handlers have.
 */

const REQUESTS = /^_?req(?:uest)?$/;
const RESPONSES = /^_?(?:res(?:p(?:onse)?)?|reply|rep)$/;

const HANDLER_TYPES =
  /\b(?:\w*Request|\w*Response|IncomingMessage|ServerResponse|FastifyReply|Context|RequestEvent|LoaderFunctionArgs|ActionFunctionArgs|APIContext)\b/;

/** Methods and functions that call a handler with objects made for that call. */
const ROUTES = new Set('all createServer delete get head handle options patch post put route use'.split(' '));

/** Whether a parameter holds what is made for each run anew. */
function isPerRun({ defs: [definition], scope }: Variable): boolean {
  if (definition?.type !== 'Parameter' || !isFunction(definition.node)) return false;
  const fn: FunctionNode = definition.node;
  const { name } = definition;
  const type = name.type === 'Identifier' ? typeText(name) : undefined;
  if (type !== undefined && HANDLER_TYPES.test(type) && !isDeclaredHere(type, scope)) return true;
  const names = fn.params.map((parameter) => (parameter.type === 'Identifier' ? parameter.name : ''));
  const isHandler = names.some((it) => REQUESTS.test(it)) && names.some((it) => RESPONSES.test(it));
  return isHandler || isGivenToRoute(fn);
}

/** Whether a type is one of the file's own, which may mean anything by that name. */
function isDeclaredHere(type: string, scope: Variable['scope']): boolean {
  for (let at: Variable['scope'] | null = scope; at; at = at.upper) {
    const definition = at.set.get(type)?.defs[0];
    if (definition) return definition.type !== 'ImportBinding';
  }
  return false;
}

function typeText({ typeAnnotation }: TSESTree.Identifier): string | undefined {
  const type = typeAnnotation?.typeAnnotation;
  return type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier'
    ? type.typeName.name
    : undefined;
}

function isGivenToRoute(fn: FunctionNode): boolean {
  const { parent }: Node = fn;
  if (parent.type !== 'CallExpression' || parent.callee === fn) return false;
  const name = lastName(parent.callee) ?? '';
  if (!ROUTES.has(name)) return false;
  const [first] = parent.arguments;
  const isPath = first?.type === 'Literal' || first?.type === 'TemplateLiteral';
  return name === 'createServer' || name === 'use' || isPath;
}

/** Whether anybody else can reach a place: a request is no other run's affair. */
export function isReachable({ parameter, steps }: Place): boolean {
  return !parameter || !isPerRun(parameter) || steps.some((name) => OF_ALL_RUNS.has(name));
}

/** What a request leads to that is not its own. */
const OF_ALL_RUNS = new Set([
  'app',
  'application',
  'cache',
  'db',
  'pool',
  'server',
  'session',
  'state',
  'store',
]);
