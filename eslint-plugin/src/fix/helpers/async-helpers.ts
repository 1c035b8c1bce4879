import { enclosingFunction, isFunction } from '../../ast.ts';
import type { Call, FunctionNode } from '../../ast.ts';
import type { Body } from '../../detect/local-function.ts';
import { append } from '../../multimap.ts';
import { isUsedAsPromise, makeAsync } from '../async-function.ts';
import { awaitedEdits } from '../await-around.ts';
import { joinEdits, moveCalls } from '../move-calls.ts';
import type { Reason } from '../reasons.ts';
import type { Edits, RewrittenFile } from '../rewrite.ts';
import { awaitObstacle } from '../suspension.ts';
import { allCalls } from './all-calls.ts';
import { docCommentEdits } from './doc-comment.ts';

type Helpers = RewrittenFile['helpers'];

/** Sync functions that become async together. */
interface AsyncHelpers {
  /** In the order of the text. */
  readonly functions: readonly FunctionNode[];
  readonly edits: Edits;
}

/**
 * How many functions, and calls of them, may change at once. Nobody looks through more, and each report of a file would
 * carry the text of them all.
 */
const MOST = 24;

const known = new WeakMap<RewrittenFile, Map<Body, AsyncHelpers | undefined>>();

/**
 * Finds out what a sync function that blocks takes with it when it becomes async: the functions that it blocks through
 * and the sync functions that call it, which have to wait for it. There is no such change where one of them cannot
 * take part.
 */
export function asyncHelpers(body: Body, file: RewrittenFile): AsyncHelpers | undefined {
  let ofFile = known.get(file);
  if (!ofFile) known.set(file, (ofFile = new Map<Body, AsyncHelpers | undefined>()));
  if (ofFile.has(body)) return ofFile.get(body);
  const change = new Change(file);
  const found = change.includes(body) ? change.whole() : undefined;
  // From each of them, the same functions are found.
  for (const fn of change.functions) ofFile.set(fn, found);
  ofFile.set(body, found);
  return found;
}

const callees = new WeakMap<Helpers, ReadonlyMap<Body, readonly Body[]>>();

/** For each function that calls functions that block, those. */
function calleesOf(helpers: Helpers): ReadonlyMap<Body, readonly Body[]> {
  let found = callees.get(helpers);
  if (!found) {
    const byOwner = new Map<Body, Body[]>();
    for (const [callee, { sites }] of helpers) {
      for (const { owner } of sites) append(byOwner, owner, callee);
    }
    callees.set(helpers, (found = byOwner));
  }
  return found;
}

/** A change that grows, function by function, until it covers all that belongs to it. */
class Change {
  readonly functions = new Set<Body>();
  readonly #file: RewrittenFile;
  readonly #edits: Edits[] = [];
  readonly #awaited = new Set<Call>();

  constructor(file: RewrittenFile) {
    this.#file = file;
  }

  /** Takes a function in, with all that it takes along. Tells whether that is possible. */
  includes(start: Body): boolean {
    this.functions.add(start);
    // The set grows while it is walked.
    for (const fn of this.functions) {
      if (!isFunction(fn) || !this.#add(fn) || this.functions.size + this.#awaited.size > MOST) return false;
    }
    return true;
  }

  whole(): AsyncHelpers {
    const { sourceCode } = this.#file;
    const awaits = [...this.#awaited].map((call) => awaitedEdits(call, 'await …', sourceCode));
    return {
      functions: [...this.functions].filter(isFunction).sort((a, b) => a.range[0] - b.range[0]),
      edits: joinEdits([...this.#edits, ...awaits]),
    };
  }

  #add(fn: FunctionNode): boolean {
    const { helpers, sourceCode } = this.#file;
    const helper = helpers.get(fn);
    if (!helper || helper.isImmovable || helper.sites.length > MOST) return false;
    const calls = allCalls(fn, this.#file);
    // Of a helper that others may call, nothing more needs to be known.
    const keyword = calls && makeAsync(fn, sourceCode);
    const comment = keyword && docCommentEdits(fn, sourceCode);
    const body = comment && this.#moved(fn);
    if (!body) return false;
    this.#edits.push(keyword, comment, body);
    // What it blocks through becomes async with it.
    for (const callee of calleesOf(helpers).get(fn) ?? []) this.functions.add(callee);
    return calls.every((call) => this.#awaits(call));
  }

  /** Moves what blocks in a function itself. What blocks in its callbacks cannot move from there. */
  #moved(fn: FunctionNode): Edits | undefined {
    const calls = this.#file.helpers.get(fn)?.calls ?? [];
    if (calls.some(({ node }) => enclosingFunction(node) !== fn)) return undefined;
    return moveCalls(calls, (call) => this.#hazard(call, fn), this.#file);
  }

  /** Awaits a call of a function that becomes async. The function around it is async, or becomes so too. */
  #awaits(call: Call): boolean {
    const { sourceCode } = this.#file;
    const fn = enclosingFunction(call);
    if (!fn || awaitObstacle(call, sourceCode) || isUsedAsPromise(call) || this.#hazard(call, fn))
      return false;
    this.#awaited.add(call);
    if (!fn.async) this.functions.add(fn);
    return true;
  }

  #hazard(call: Call, fn: FunctionNode): Reason | undefined {
    return this.#file.safety.at({ call, fn });
  }
}
