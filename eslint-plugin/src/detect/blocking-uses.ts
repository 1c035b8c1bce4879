import type { TSESTree } from '@typescript-eslint/utils';
import { isCall } from '../ast.ts';
import type { Node, Run, SourceCode } from '../ast.ts';
import type { Catalog } from '../catalog/create-catalog.ts';
import { displayName, isLookup } from './blocking-call.ts';
import type { BlockingCall } from './blocking-call.ts';
import { CallGraph } from './call-graph.ts';
import type { BlockingWay, SourcePlace } from './call-graph.ts';
import type { Site } from './call-sites.ts';
import { directCalls } from './direct-calls.ts';
import type { Visited } from './direct-calls.ts';
import { ExecutionContexts } from './execution-context.ts';
import type { ExecutionContext } from './execution-context.ts';
import type { Lookup } from './export-path.ts';
import { importedCalls } from './imported-calls.ts';
import type { OtherFiles } from './imported-calls.ts';
import { InlineCallers } from './inline-callers.ts';
import { taggedFunctions } from './jsdoc.ts';
import type { Body } from './local-function.ts';
import { RunSites } from './run-sites.ts';
import type { TypeInformation } from './typed/type-information.ts';
import { runsInFile } from '../walk.ts';

/** What in a file blocks the event loop while async code runs: blocking calls, and calls of functions that block. */

/** A context in which blocking stops the event loop while async code runs. */
export type LoopContext = Exclude<ExecutionContext, { kind: 'sync function' | 'off thread' }>;

/** A blocking function that runs on the event loop. */
export interface DirectFinding extends BlockingCall {
  readonly context: LoopContext;
}

/** A call, on the event loop, of a function that blocks further down. */
export interface IndirectFinding extends BlockingWay, Site {
  readonly context: LoopContext;
  /** The function, where it is one of this file. */
  readonly body?: Body;
}

/** A sync function of the file that blocks. */
interface BlockingHelper {
  /** What blocks in its own code and in callbacks that it runs. */
  readonly calls: readonly BlockingCall[];
  /** Where the file runs it, each with the sync function around that, if it is one. */
  readonly sites: readonly { readonly node: Node; readonly owner: Body | undefined }[];
  /** Whether it blocks by something that cannot move: it is said to, or it runs a function of another file. */
  readonly isImmovable: boolean;
}

export interface Findings {
  readonly direct: readonly DirectFinding[];
  readonly indirect: readonly IndirectFinding[];
  readonly helpers: ReadonlyMap<Body, BlockingHelper>;
}

export interface DetectOptions {
  readonly catalog: Catalog;
  /**
   * Whether calls of functions that block are wanted. Without, those of functions of the file are found where the file
   * has blocking calls that they may belong together with.
   */
  readonly indirect: boolean;
  /** Knows the functions that run what they are given on another thread. */
  readonly offThread: Lookup<true>;
  /** What types know, where the user's configuration provides them. */
  readonly types: TypeInformation | undefined;
  /** The other files of the project, where functions are followed into them without types. */
  readonly others: OtherFiles | undefined;
  /** The dynamic imports of the file. */
  readonly dynamicImports: readonly TSESTree.ImportExpression[];
}

/** Finds all of it in one file. */
export function findBlockingUses(
  sourceCode: SourceCode,
  visited: Visited,
  { catalog, indirect, offThread, types, others, dynamicImports }: DetectOptions,
): Findings {
  const callers = new InlineCallers(sourceCode, offThread);
  const contexts = new ExecutionContexts(callers);
  const graph = new CallGraph();
  const helpers = new Helpers();
  const direct: DirectFinding[] = [];
  let allCalls: readonly Run[] | undefined;
  for (const call of blockingCalls()) {
    const context = contexts.ofUse(call);
    if (context.kind === 'sync function') {
      graph.addBlocking(context.owner, {
        names: [displayName(call.entry)],
        source: place(call.node),
        isLookup: isLookup(call.entry),
      });
      helpers.of(context.owner).calls.push(call);
    } else if (context.kind !== 'off thread') {
      direct.push({ ...call, context });
    }
  }
  return {
    direct,
    indirect:
      indirect || direct.length > 0 ? [...indirectFindings(new Set(direct.map(({ node }) => node)))] : [],
    helpers: helpers.all,
  };

  /** Only types, and methods and classes that block, make a walk of the whole file worth while. */
  function calls(): readonly Run[] {
    return (allCalls ??= runsInFile(sourceCode));
  }

  function* blockingCalls(): Generator<BlockingCall> {
    const found = directCalls(visited, callers, sourceCode, catalog);
    yield* found;
    if (!types) return;
    const seen = new Set<Node>(found.map(({ node }) => node));
    for (const node of calls()) {
      const entry = seen.has(node) ? undefined : types.methodEntry(node);
      if (entry) yield { node, handedOn: false, entry, certain: true };
    }
  }

  /**
   * Calls of functions of other files that block. Those in sync functions make these block; what runs them has to be
   * known first, since to find out what another file does takes longer.
   */
  function* callsOfOthers(sites: RunSites): Generator<IndirectFinding> {
    if (!others || !indirect) return;
    const loops = new LoopSearch((body) => [...sites.of(body)].map((site) => contexts.ofUse(site)));
    for (const { fn, ...site } of importedCalls(
      dynamicImports,
      others.leadsToBlocking,
      callers,
      sourceCode,
    )) {
      const context = contexts.ofUse(site);
      if (context.kind === 'off thread') continue;
      if (context.kind === 'sync function' && !loops.runs(context.owner)) continue;
      const way = others.way(fn);
      if (!way) continue;
      if (context.kind !== 'sync function') yield { ...site, context, ...way };
      else {
        graph.addBlocking(context.owner, way);
        helpers.of(context.owner).isImmovable = true;
      }
    }
  }

  function* indirectFindings(reported: ReadonlySet<Node>): Generator<IndirectFinding> {
    for (const { fn, tag } of taggedFunctions(sourceCode)) {
      if (tag === 'nonblocking') graph.addHarmless(fn);
      else {
        graph.addBlocking(fn, { names: [], source: place(fn), isLookup: false });
        helpers.of(fn).isImmovable = true;
      }
    }
    const sites = new RunSites(calls, callers, sourceCode);
    const elsewhere = [...callsOfOthers(sites)];
    const found = new Map<Node, Found>();
    graph.settle((body) => callersOf(body, sites, found));
    for (const [node, { context, handedOn, body }] of found)
      yield { node, context, handedOn, body, ...graph.way(body) };
    const seen = new Set([...reported, ...found.keys()]);
    for (const finding of elsewhere) {
      if (seen.has(finding.node)) continue;
      seen.add(finding.node);
      yield finding;
    }

    for (const site of types && indirect ? runSites() : []) {
      const { node } = site;
      const context = contexts.ofUse(site);
      if (seen.has(node) || context.kind === 'sync function' || context.kind === 'off thread') continue;
      const way = types?.way(node);
      if (way) yield { ...site, context, ...way };
    }
  }

  /** All calls, and the functions by name that calls are given to call at once. */
  function* runSites(): Generator<Site> {
    for (const call of calls()) {
      yield { node: call, handedOn: false };
      if (!isCall(call)) continue;
      for (const argument of call.arguments) {
        const isName = argument.type === 'Identifier' || argument.type === 'MemberExpression';
        if (isName && callers.callsNamed(argument, call)) yield { node: argument, handedOn: true };
      }
    }
  }

  /** The sync functions that run `body`. Where the event loop itself does, that is noted in `found`. */
  function* callersOf(body: Body, sites: RunSites, found: Map<Node, Found>): Generator<Body> {
    for (const site of sites.of(body)) {
      const { node, handedOn } = site;
      const context = contexts.ofUse(site);
      const owner = context.kind === 'sync function' ? context.owner : undefined;
      helpers.of(body).sites.push({ node, owner });
      if (context.kind === 'sync function') yield context.owner;
      else if (context.kind !== 'off thread' && !found.has(node))
        found.set(node, { context, handedOn, body });
    }
  }
}

/** Finds the functions of a file that the event loop runs, by way of others or not. */
class LoopSearch {
  readonly #contextsOf: (body: Body) => readonly ExecutionContext[];
  readonly #known = new Map<Body, boolean>();

  /** @param contextsOf where a function is run */
  constructor(contextsOf: (body: Body) => readonly ExecutionContext[]) {
    this.#contextsOf = contextsOf;
  }

  runs(body: Body): boolean {
    const known = this.#known.get(body);
    if (known !== undefined) return known;
    const seen = new Set([body]);
    // The set grows while it is walked.
    for (const callee of seen) {
      for (const context of this.#contextsOf(callee)) {
        if (context.kind === 'sync function') seen.add(context.owner);
        else if (context.kind !== 'off thread') {
          this.#known.set(body, true);
          return true;
        }
      }
    }
    for (const callee of seen) this.#known.set(callee, false);
    return false;
  }
}

/** A place where the event loop runs a function that blocks. */
interface Found {
  readonly context: LoopContext;
  readonly handedOn: boolean;
  readonly body: Body;
}

/** A helper while it is being found out about. */
interface Collected extends BlockingHelper {
  readonly calls: BlockingCall[];
  readonly sites: BlockingHelper['sites'][number][];
  isImmovable: boolean;
}

/** Collects what is found out about the sync functions that block. */
class Helpers {
  readonly all = new Map<Body, Collected>();

  of(body: Body): Collected {
    let helper = this.all.get(body);
    if (!helper) this.all.set(body, (helper = { calls: [], sites: [], isImmovable: false }));
    return helper;
  }
}

function place({ loc }: Node): SourcePlace {
  return { line: loc.start.line };
}
