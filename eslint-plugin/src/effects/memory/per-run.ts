import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, lastName } from '../../ast.ts';
import type { FunctionNode, Node, Variable } from '../../ast.ts';
import { ANY, GIVEN_AWAY, HIDDEN } from './location.ts';
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
  return isHandler(fn, scope) || isGivenToRoute(fn);
}

/** Whether a function takes a request and a response, and uses that as one: its methods are called, or it is handed on. */
function isHandler({ params }: FunctionNode, scope: Variable['scope']): boolean {
  const names = params.map((parameter) => (parameter.type === 'Identifier' ? parameter.name : ''));
  const response = names.find((it) => RESPONSES.test(it));
  if (response === undefined || !names.some((it) => REQUESTS.test(it))) return false;
  const references = scope.set.get(response)?.references ?? [];
  return references.every(({ identifier: { parent } }) =>
    /^(?:CallExpression|MemberExpression|Property|ReturnStatement)$/.test(parent.type),
  );
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
  const { callee, arguments: args } = parent;
  const name = lastName(callee) ?? '';
  if (!ROUTES.has(name)) return false;
  if (name === 'createServer' || isPath(args[0])) return true;
  const router = callee.type === 'MemberExpression' ? (lastName(callee.object) ?? '') : '';
  return name === 'use' && (fn.params.length > 1 || ROUTERS.test(router));
}

/** What takes handlers without a path, too. */
const ROUTERS = /(?:^|[a-z])(?:app|api|router|server)$/i;

/** Whether an argument is the path of a route: `'/users/:id'`. */
function isPath(argument: Node | undefined): boolean {
  const text =
    argument?.type === 'Literal'
      ? argument.value
      : argument?.type === 'TemplateLiteral'
        ? argument.quasis[0]?.value.cooked
        : undefined;
  return text === '' || (typeof text === 'string' && /^[/*:]/.test(text));
}

/** Whether anybody else can reach a place: a request is no other run's affair, as far as what it is made of goes. */
export function isReachable({ parameter, steps }: Place): boolean {
  if (!parameter || !isPerRun(parameter)) return true;
  const [first = ''] = steps;
  return steps.some((name) => OF_ALL_RUNS.has(name)) || (steps.length > 1 && !OF_THE_RUN.has(first));
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

/** What requests, responses and contexts of handlers are made of. What else is kept in them may have come from anywhere. */
const OF_THE_RUN = new Set(
  (
    'body connection context cookie cookies data env err error event file files headers input locals log node params ' +
    'payload query raw rawBody req request res response result searchParams signal socket url var ' +
    `${ANY} ${HIDDEN} ${GIVEN_AWAY}`
  ).split(' '),
);
