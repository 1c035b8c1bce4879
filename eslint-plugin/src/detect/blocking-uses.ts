import type { TSESTree } from '@typescript-eslint/utils';
import { calleeOf, isCall } from '../ast.ts';
import type { Node, Run, SourceCode } from '../ast.ts';
import type { Catalog } from '../catalog/create-catalog.ts';
import { catalogUses } from './binding-uses.ts';
import { BlockingCalls, displayName, isLookup } from './blocking-call.ts';
import type { BlockingCall } from './blocking-call.ts';
import { CallGraph } from './call-graph.ts';
import type { BlockingWay, SourcePlace } from './call-graph.ts';
import type { Site } from './call-sites.ts';
import type { Roots } from './catalog-roots.ts';
import { ExecutionContexts } from './execution-context.ts';
import type { ExecutionContext } from './execution-context.ts';
import type { Lookup } from './export-reference.ts';
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
  /** Whether it is said to block, whatever it calls. */
  readonly isTagged: boolean;
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
}

/** What the rule knows of a file before it looks at what blocks. */
export interface Visited {
  readonly roots: Roots | undefined;
  /** What dynamic imports of the catalog's modules give. */
  readonly imports: readonly TSESTree.AwaitExpression[];
}

/** Finds all of it in one file. */
export function findBlockingUses(
  sourceCode: SourceCode,
  { roots, imports }: Visited,
  { catalog, indirect, offThread, types }: DetectOptions,
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
    const blocking = new BlockingCalls(catalog, sourceCode);
    const seen = new Set<Node>();
    for (const { expression, call } of catalogUses(roots, imports, sourceCode, catalog)) {
      const isCallee = calleeOf(call) === expression;
      const found = isCallee
        ? blocking.ofCall(call)
        : isCall(call) && callers.callsNamed(expression, call)
          ? blocking.ofReference(expression)
          : undefined;
      if (!found || seen.has(found.node)) continue;
      seen.add(found.node);
      yield found;
    }
    for (const node of types ? calls() : []) {
      const entry = seen.has(node) ? undefined : types?.methodEntry(node);
      if (entry) yield { node, handedOn: false, entry, certain: true };
    }
  }

  function* indirectFindings(reported: ReadonlySet<Node>): Generator<IndirectFinding> {
    for (const { fn, tag } of taggedFunctions(sourceCode)) {
      if (tag === 'nonblocking') graph.addHarmless(fn);
      else {
        graph.addBlocking(fn, { names: [], source: place(fn), isLookup: false });
        helpers.of(fn).isTagged = true;
      }
    }
    const found = new Map<Node, Found>();
    const sites = new RunSites(calls, callers, sourceCode);
    graph.settle((body) => callersOf(body, sites, found));
    for (const [node, { context, handedOn, body }] of found)
      yield { node, context, handedOn, body, ...graph.way(body) };

    for (const site of types && indirect ? runSites() : []) {
      const { node } = site;
      const context = contexts.ofUse(site);
      if (
        found.has(node) ||
        reported.has(node) ||
        context.kind === 'sync function' ||
        context.kind === 'off thread'
      )
        continue;
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
  isTagged: boolean;
}

/** Collects what is found out about the sync functions that block. */
class Helpers {
  readonly all = new Map<Body, Collected>();

  of(body: Body): Collected {
    let helper = this.all.get(body);
    if (!helper) this.all.set(body, (helper = { calls: [], sites: [], isTagged: false }));
    return helper;
  }
}

function place({ loc }: Node): SourcePlace {
  return { line: loc.start.line };
}
