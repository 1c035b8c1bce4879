import type ts from 'typescript';
import type { Catalog } from '../../catalog/create-catalog.ts';
import type { CatalogEntry } from '../../catalog/types.ts';
import { displayName, isLookup } from '../blocking-call.ts';
import type { BlockingWay, SourcePlace } from '../call-graph.ts';
import { isInlineMethod } from '../inline-callers.ts';
import { WaySearch } from '../way-search.ts';
import type { Callee as Called, Steps } from '../way-search.ts';
import { calleeOf } from './declared-function.ts';
import type { Callee, TypeScript } from './declared-function.ts';

/** Which functions of a whole program block, by its types. What was found stays known as long as the program. */

type Body = ts.FunctionLikeDeclaration;

/** A place that runs a function: a call, a tagged template, or the name of a function that is called in place. */
interface RunSite {
  readonly node: ts.Expression;
  /** What is run. */
  readonly expression: ts.Expression;
}

export class ProgramCalls {
  readonly #checker: ts.TypeChecker;
  readonly #catalog: Catalog;
  readonly #typescript: TypeScript;
  readonly #search = new WaySearch<Body>((callee) =>
    this.#runsWhenCalled(callee.fn) ? this.#stepsOf(callee) : undefined,
  );

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
    return body && this.#search.from({ fn: body, name });
  }

  /** What blocks in a body itself, and the functions that it calls. */
  #stepsOf({ fn, name }: Called<Body>): Steps<Body> {
    const callees: Called<Body>[] = [];
    const ways: BlockingWay[] = [];
    for (const { node, expression } of this.#runsIn(fn)) {
      const callee = this.callee(expression);
      if (!callee || callee.tag === 'nonblocking') continue;
      const { tag, entry } = callee;
      if (tag) ways.push({ names: [name, callee.name], source: place(node), isLookup: false });
      else if (entry && blocksAt(node, entry, this.#typescript)) {
        ways.push({ names: [name, displayName(entry)], source: place(node), isLookup: isLookup(entry) });
      }
      for (const body of callee.bodies) callees.push({ fn: body, name: callee.name });
    }
    return { callees, ways };
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
