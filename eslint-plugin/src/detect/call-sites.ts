import { calleeOf, isCall, isFunction, isRun, lastName, memberName } from '../ast.ts';
import type { Call, Node, Run, SourceCode, Variable } from '../ast.ts';
import { append } from '../multimap.ts';
import { valueUses, variableUses } from './binding-uses.ts';
import { borrowedCall, boundFunction } from './borrowed-call.ts';
import type { ClassNode } from './execution-context.ts';
import { callableName, constructedClass } from './function-name.ts';
import { mayCallNamed } from './inline-callers.ts';
import type { InlineCallers } from './inline-callers.ts';
import { calledBodies, referredBodies } from './local-function.ts';
import type { Body } from './local-function.ts';

/** A place that runs a function. */
export interface Site {
  /** The call, the construction or the tagged template, or the function where it is handed on. */
  readonly node: Node;
  /** The node is a function, which whoever gets it calls at once. */
  readonly handedOn: boolean;
}

/** What may run a function of a name: a call of it, an argument of that name, or a call that binds it. */
type Candidate =
  | { readonly kind: 'called'; readonly call: Run }
  | { readonly kind: 'bound'; readonly call: Run }
  | { readonly kind: 'handed on'; readonly call: Call; readonly argument: Node };

/** The name under which `super(…)` is filed. */
const SUPER = 'super';

/**
 * Finds the places that run a function of the file: a call, a construction, or the function handed to somebody who
 * calls it at once. A function in a variable is followed through its references. A method or a class is looked for
 * by name among all calls, and those that may mean it are resolved.
 */
export class CallSites {
  readonly #calls: () => readonly Run[];
  readonly #callers: InlineCallers;
  readonly #sourceCode: SourceCode;
  #candidates: ReadonlyMap<string, readonly Candidate[]> | undefined;
  /** For a name, what the places with that name run. Many functions can share it, and the places are resolved once. */
  readonly #sites = new Map<string, ReadonlyMap<Body, readonly Site[]>>();
  #subclasses: ReadonlyMap<string, readonly string[]> | undefined;

  /** @param calls all calls of the file: asked for when a method or a class is looked for */
  constructor(calls: () => readonly Run[], callers: InlineCallers, sourceCode: SourceCode) {
    this.#calls = calls;
    this.#callers = callers;
    this.#sourceCode = sourceCode;
  }

  /** The places that run `body`. */
  *of(body: Body): Generator<Site> {
    const variable = holder(body, this.#sourceCode);
    for (const { identifier } of variable?.references ?? []) {
      const property = propertyName(identifier);
      if (property !== undefined) yield* this.#named(property, body);
    }
    // A function that is given back has no name of its own.
    const uses = variable
      ? variableUses(variable, this.#sourceCode)
      : isGivenBack(body)
        ? valueUses(body, this.#sourceCode)
        : [];
    for (const { expression, call } of uses) {
      const site = this.#site(expression, call);
      if (site && this.#bodiesRun(site).includes(body)) yield site;
    }
    const name = callableName(body);
    if (name === undefined || (variable && isFunction(body))) return;
    const made = constructedClass(body);
    for (const candidate of made ? this.#constructorNames(name, made) : [name]) {
      yield* this.#named(candidate, body);
    }
  }

  /** A place that runs the function that an expression stands for, which is called or given to a call. */
  #site(expression: Node, call: Run): Site | undefined {
    if (calleeOf(call) === expression) return { node: call, handedOn: false };
    return isCall(call) && this.#callers.callsNamed(expression, call)
      ? { node: expression, handedOn: true }
      : undefined;
  }

  /** The places of that name that run `body`. */
  #named(name: string, body: Body): readonly Site[] {
    let sites = this.#sites.get(name);
    if (!sites) this.#sites.set(name, (sites = this.#resolve(name)));
    return sites.get(body) ?? [];
  }

  /** Resolves the calls of anything by a name, and where it is handed on: `paths.map(this.read)`. */
  #resolve(name: string): Map<Body, Site[]> {
    this.#candidates ??= candidatesByName(this.#calls());
    const sites = new Map<Body, Site[]>();
    const seen = new Set<Node>();
    for (const site of (this.#candidates.get(name) ?? []).flatMap((candidate) => this.#sitesOf(candidate))) {
      if (seen.has(site.node)) continue;
      seen.add(site.node);
      for (const body of this.#bodiesRun(site)) append(sites, body, site);
    }
    return sites;
  }

  #sitesOf(candidate: Candidate): Site[] {
    const { call } = candidate;
    if (candidate.kind === 'called') return [{ node: call, handedOn: false }];
    const uses =
      candidate.kind === 'bound'
        ? valueUses(call, this.#sourceCode)
        : [{ expression: candidate.argument, call }];
    return uses.flatMap((use) => this.#site(use.expression, use.call) ?? []);
  }

  #bodiesRun({ node, handedOn }: Site): readonly Body[] {
    return handedOn || !isRun(node)
      ? referredBodies(node, this.#sourceCode)
      : calledBodies(node, this.#sourceCode);
  }

  /**
   * The names under which a class is constructed: its own, those of its subclasses, and theirs for it. None where the
   * file only exports it, as files with one class do: then no call need be looked at.
   */
  #constructorNames(name: string, made: ClassNode): readonly string[] {
    this.#subclasses ??= subclasses(this.#sourceCode);
    const all = new Set([name]);
    // The set grows while it is walked.
    for (const parent of all) for (const child of this.#subclasses.get(parent) ?? []) all.add(child);
    if (all.size > 1) return [SUPER, ...all];
    const variables = this.#sourceCode.getDeclaredVariables(made);
    const isOnlyGiven =
      made.type === 'ClassDeclaration' &&
      variables.every(({ references }) => references.every(({ identifier }) => isGivenAway(identifier)));
    return isOnlyGiven ? [] : [name];
  }
}

/**
 * The name of the property or field that is given a value: `{ read }`, `class { read = value }`. What a module exports
 * is called by others, unless a method beside it does so by way of `this`.
 */
function propertyName(value: Node): string | undefined {
  const { parent } = value;
  const isGiven =
    ((parent?.type === 'Property' && !isOnlyExported(parent.parent)) ||
      parent?.type === 'PropertyDefinition') &&
    parent.value === value;
  return isGiven ? (memberName(parent) ?? undefined) : undefined;
}

/** Whether code of the file has no way to the members of an object: `module.exports = { read }`. */
function isOnlyExported(object: Node): boolean {
  const { parent } = object;
  const isExported =
    parent?.type === 'ExportDefaultDeclaration' ||
    (parent?.type === 'AssignmentExpression' && lastName(parent.left) === 'exports');
  return (
    isExported &&
    object.type === 'ObjectExpression' &&
    !object.properties.some(
      (property) => property.type === 'Property' && property.value.type === 'FunctionExpression',
    )
  );
}

/** Whether a function is what another one gives to who calls it. */
function isGivenBack({ parent }: Body): boolean {
  return parent.type === 'ReturnStatement' || parent.type === 'ArrowFunctionExpression';
}

/** Whether an identifier leads to an export, or to a member of the class that it stands for, and to nothing else. */
function isGivenAway(identifier: Node): boolean {
  const { parent } = identifier;
  switch (parent?.type) {
    case 'ExportDefaultDeclaration':
    case 'ExportSpecifier':
    case 'TSTypeReference':
      return true;
    case 'MemberExpression':
      return parent.object === identifier;
    case 'AssignmentExpression':
      return parent.right === identifier && lastName(parent.left) === 'exports';
    case 'Property':
      return isOnlyExported(parent.parent);
    default:
      return false;
  }
}

/** The variable that holds a function, so that all its uses are references. */
function holder(body: Body, sourceCode: SourceCode): Variable | undefined {
  if (!isFunction(body)) return undefined;
  const declaration = body.type === 'FunctionDeclaration' ? body : body.parent;
  if (declaration.type !== 'FunctionDeclaration' && declaration.type !== 'VariableDeclarator')
    return undefined;
  const name = declaration.id?.type === 'Identifier' ? declaration.id : undefined;
  return sourceCode
    .getDeclaredVariables(declaration)
    .find(({ identifiers }) => identifiers.some((identifier) => identifier === name));
}

/** All that may run functions, by their names, from one look at each call. */
function candidatesByName(calls: readonly Run[]): Map<string, Candidate[]> {
  const found = new Map<string, Candidate[]>();
  for (const call of calls) {
    append(found, lastName(calleeOf(call)), { kind: 'called', call });
    const borrowed = borrowedCall(call);
    if (borrowed) append(found, lastName(borrowed.callee), { kind: 'called', call });
    const bound = borrowed ? undefined : boundFunction(call);
    if (bound) append(found, lastName(bound.callee), { kind: 'bound', call });
    if (!isCall(call) || !mayCallNamed(call)) continue;
    for (const argument of call.arguments) {
      append(found, lastName(argument), { kind: 'handed on', call, argument });
    }
  }
  return found;
}

/** For a class, the names of those that extend it. */
function subclasses({ scopeManager }: SourceCode): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { block } of scopeManager?.scopes ?? []) {
    if (block.type !== 'ClassDeclaration' && block.type !== 'ClassExpression') continue;
    const name = callableName(block);
    if (block.superClass && name !== undefined) append(found, lastName(block.superClass), name);
  }
  return found;
}
