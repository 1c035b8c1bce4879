import type ts from 'typescript';
import type { Catalog } from '../../catalog/create-catalog.ts';
import type { CatalogEntry } from '../../catalog/types.ts';
import { displayName, isLookup } from '../blocking-call.ts';
import type { BlockingWay, SourcePlace } from '../call-graph.ts';
import { isInlineMethod } from '../inline-callers.ts';
import { calleeOf } from './declared-function.ts';
import type { Callee, TypeScript } from './declared-function.ts';

/**
 * Which functions of a whole program block, found from one function outwards: through the calls in its body, those
 * in the bodies they run, and so on across files. What was found stays known as long as the program.
 */

type Body = ts.FunctionLikeDeclaration;

/** A place that runs a function: a call, a tagged template, or the name of a function that is called in place. */
interface RunSite {
  readonly node: ts.Expression;
  /** What is run. */
  readonly expression: ts.Expression;
}

/** A function on the way, with the way back. */
interface Step {
  readonly body: Body;
  readonly name: string;
  readonly from: Step | undefined;
}

export class ProgramCalls {
  readonly #checker: ts.TypeChecker;
  readonly #catalog: Catalog;
  readonly #typescript: TypeScript;
  readonly #known = new Map<Body, BlockingWay | null>();
  /** Functions from which nothing but lookups can be reached, if that. */
  readonly #lookupsAtMost = new Set<Body>();

  constructor(program: ts.Program, catalog: Catalog, typescript: TypeScript) {
    this.#checker = program.getTypeChecker();
    this.#catalog = catalog;
    this.#typescript = typescript;
  }

  /** What an expression calls. */
  callee(expression: ts.Expression): Callee | undefined {
    return calleeOf(expression, this.#checker, this.#catalog, this.#typescript);
  }

  /** Why calling a function blocks, or nothing when no way to a blocking call is found. */
  way({ name, tag, bodies, declaration }: Callee): BlockingWay | undefined {
    if (tag === 'nonblocking') return undefined;
    if (tag === 'blocking') return { names: [name], source: place(declaration), isLookup: false };
    const [body] = bodies;
    return body && this.#search({ body, name, from: undefined });
  }

  /**
   * Breadth first, so that the way found is a shortest one and recursion ends. One that ends at a lookup counts where
   * there is no other.
   */
  #search(start: Step): BlockingWay | undefined {
    const steps: Step[] = [start];
    const seen = new Set([start.body]);
    let lookup: { readonly step: Step; readonly way: BlockingWay } | undefined;
    for (const step of steps) {
      const known = this.#known.get(step.body);
      if (known === null || (!known && !this.#runsWhenCalled(step.body))) continue;
      if (lookup && this.#lookupsAtMost.has(step.body)) continue;
      for (const way of known ? [known] : this.#waysFrom(step, steps, seen)) {
        if (!way.isLookup || this.#lookupsAtMost.has(start.body)) return this.#remember(step, way);
        lookup ??= { step, way };
      }
    }
    // What can be reached from here blocks no more than this, or not at all.
    for (const body of seen) {
      if (lookup) this.#lookupsAtMost.add(body);
      else this.#known.set(body, null);
    }
    return lookup && this.#remember(lookup.step, lookup.way);
  }

  /** What blocks in the body of a step itself. The functions that it calls become steps. */
  *#waysFrom(step: Step, steps: Step[], seen: Set<Body>): Generator<BlockingWay> {
    for (const { node, expression } of this.#runsIn(step.body)) {
      const callee = this.callee(expression);
      if (!callee || callee.tag === 'nonblocking') continue;
      const { tag, entry } = callee;
      if (tag) yield { names: [step.name, callee.name], source: place(node), isLookup: false };
      else if (entry && blocksAt(node, entry, this.#typescript)) {
        yield { names: [step.name, displayName(entry)], source: place(node), isLookup: isLookup(entry) };
      }
      for (const body of callee.bodies) {
        if (seen.has(body)) continue;
        seen.add(body);
        steps.push({ body, name: callee.name, from: step });
      }
    }
  }

  #remember(step: Step, way: BlockingWay): BlockingWay {
    this.#known.set(step.body, way);
    return step.from ? this.#remember(step.from, { ...way, names: [step.from.name, ...way.names] }) : way;
  }

  /** What runs when the function is called: nothing in nested functions, unless those are called in place. */
  *#runsIn(body: Body): Generator<RunSite> {
    const typescript = this.#typescript;
    const pending: ts.Node[] = body.body ? [body.body] : [];
    for (const node of pending) {
      if (typescript.isCallExpression(node) || typescript.isNewExpression(node)) {
        yield { node, expression: node.expression };
      }
      if (typescript.isTaggedTemplateExpression(node)) yield { node, expression: node.tag };
      if (isHandedOn(node, typescript)) yield { node, expression: node };
      if (node !== body.body && typescript.isFunctionLike(node) && !isCalledInPlace(node, typescript))
        continue;
      typescript.forEachChild(node, (child) => {
        pending.push(child);
      });
    }
  }

  #runsWhenCalled(body: Body): boolean {
    const typescript = this.#typescript;
    const isAsync = typescript.getCombinedModifierFlags(body) & typescript.ModifierFlags.Async;
    return !isAsync && !('asteriskToken' in body && body.asteriskToken);
  }
}

/** Whether a function that is written or named here is called here, or by the array method that it is given to. */
function isCalledInPlace(fn: ts.Node, typescript: TypeScript): boolean {
  let value = fn;
  while (typescript.isParenthesizedExpression(value.parent)) value = value.parent;
  const { parent } = value;
  if (!typescript.isCallExpression(parent)) return false;
  if (parent.expression === value) return true;
  return (
    typescript.isPropertyAccessExpression(parent.expression) && isInlineMethod(parent.expression.name.text)
  );
}

/** Whether an expression names a function that an array method is given: `paths.map(readJson)`. */
function isHandedOn(node: ts.Node, typescript: TypeScript): node is ts.Expression {
  return (
    (typescript.isIdentifier(node) || typescript.isPropertyAccessExpression(node)) &&
    typescript.isCallExpression(node.parent) &&
    node.parent.expression !== node &&
    isCalledInPlace(node, typescript)
  );
}

/** A use whose conditions cannot be read off its arguments without knowing their values is given the benefit of doubt. */
function blocksAt(
  node: ts.Expression,
  { callbackAt, whenArgument, construct, tag }: CatalogEntry,
  typescript: TypeScript,
): boolean {
  if (typescript.isTaggedTemplateExpression(node)) return tag === true;
  if ((construct === true) !== typescript.isNewExpression(node) || whenArgument) return false;
  if (construct) return true;
  return (
    callbackAt === undefined || (typescript.isCallExpression(node) && node.arguments.length <= callbackAt)
  );
}

function place(node: ts.Node): SourcePlace {
  const file = node.getSourceFile();
  return { file: file.fileName, line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1 };
}
