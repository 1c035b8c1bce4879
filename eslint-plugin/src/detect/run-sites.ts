import { enclosingFunction, firstDefined, isFunction } from '../ast.ts';
import type { FunctionNode, Node, Run, SourceCode } from '../ast.ts';
import { append } from '../multimap.ts';
import { CallSites } from './call-sites.ts';
import type { Site } from './call-sites.ts';
import { callableName } from './function-name.ts';
import { implicitRuns, isRunBySyntax } from './implicit-runs.ts';
import type { ImplicitRun } from './implicit-runs.ts';
import type { InlineCallers } from './inline-callers.ts';
import { iterationsOf } from './iteration.ts';
import { memberIn, referredBodies } from './local-function.ts';
import type { Body } from './local-function.ts';
import { isAccessor, ownMember } from './members.ts';

/**
 * Finds all places that run a function of the file: those that call it, and for accessors, generators, iterators and
 * disposers those where the language runs it.
 */
export class RunSites {
  readonly #calls: CallSites;
  readonly #sourceCode: SourceCode;
  #implicit: ReadonlyMap<Body, readonly Node[]> | undefined;

  /** @param calls all calls of the file: asked for when a method or a class is looked for */
  constructor(calls: () => readonly Run[], callers: InlineCallers, sourceCode: SourceCode) {
    this.#calls = new CallSites(calls, callers, sourceCode);
    this.#sourceCode = sourceCode;
  }

  /** The places that run `body`. */
  *of(body: Body): Generator<Site> {
    if (isAccessor(body) || isRunBySyntax(callableName(body) ?? '')) {
      this.#implicit ??= runsOfMembers(this.#sourceCode);
      for (const node of this.#implicit.get(body) ?? []) yield { node, handedOn: false };
    }
    if (isAccessor(body)) return;
    const maker = iteratorMaker(body);
    if (maker) yield* this.of(maker);
    const isGenerator = isFunction(body) && body.generator && !body.async;
    for (const site of this.#calls.of(body)) {
      if (!isGenerator) yield site;
      else for (const node of iterationsOf(site.node, this.#sourceCode)) yield { node, handedOn: false };
    }
  }
}

/** The bodies that the language runs, each with the places. */
function runsOfMembers(sourceCode: SourceCode): Map<Body, Node[]> {
  const found = new Map<Body, Node[]>();
  for (const run of implicitRuns(sourceCode)) append(found, bodyRun(run, sourceCode), run.node);
  return found;
}

function bodyRun({ object, names, part }: ImplicitRun, sourceCode: SourceCode): Body | undefined {
  const member = firstDefined(names, (name) => memberIn(object, name, sourceCode));
  if (part !== 'value') return member?.[part];
  return member?.value ? referredBodies(member.value, sourceCode)[0] : undefined;
}

/** For the `next` of an iterator, the method that gives the iterator to whoever iterates. */
function iteratorMaker(body: Body): FunctionNode | undefined {
  if (callableName(body) !== 'next') return undefined;
  const { parent } = body;
  if (parent.type === 'MethodDefinition') {
    const maker = ownMember(parent.parent.parent, '[Symbol.iterator]', true)?.value;
    return maker && isFunction(maker) && givesThis(maker) ? maker : undefined;
  }
  const object = parent.type === 'Property' ? parent.parent : undefined;
  const isGiven =
    object?.parent.type === 'ReturnStatement' || object?.parent.type === 'ArrowFunctionExpression';
  const fn = object && isGiven ? enclosingFunction(object) : undefined;
  return fn && callableName(fn) === '[Symbol.iterator]' ? fn : undefined;
}

function givesThis({ body }: FunctionNode): boolean {
  const [statement] = body.type === 'BlockStatement' ? body.body : [];
  return statement?.type === 'ReturnStatement' && statement.argument?.type === 'ThisExpression';
}
