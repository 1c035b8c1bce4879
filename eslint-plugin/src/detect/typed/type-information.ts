import { createRequire } from 'node:module';
import type { ParserServicesWithTypeInformation } from '@typescript-eslint/utils';
import type ts from 'typescript';
import { calleeOf, isRun } from '../../ast.ts';
import type { Node, Run, SourceCode } from '../../ast.ts';
import type { Catalog } from '../../catalog/create-catalog.ts';
import type { CatalogEntry } from '../../catalog/types.ts';
import type { BlockingWay } from '../call-graph.ts';
import type { TypeScript } from './declared-function.ts';
import { ProgramCalls } from './program-calls.ts';

/**
 * What types add to the rule, where the user's configuration provides them: methods of instances, and functions of
 * other files.
 */
export class TypeInformation {
  readonly #services: ParserServicesWithTypeInformation;
  readonly #calls: ProgramCalls;

  constructor(services: ParserServicesWithTypeInformation, calls: ProgramCalls) {
    this.#services = services;
    this.#calls = calls;
  }

  /** The entry of a blocking method, found by the type of its object. */
  methodEntry(node: Run): CatalogEntry | undefined {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
    const entry = this.#calls.callee(this.#expression(node.callee))?.entry;
    return entry?.receiver === undefined ? undefined : entry;
  }

  /** The way from a call, or a function handed on, to what blocks in another file. */
  way(node: Node): BlockingWay | undefined {
    const found = this.#calls.callee(this.#expression(isRun(node) ? calleeOf(node) : node));
    return found && this.#calls.way(found);
  }

  #expression(node: Node): ts.Expression {
    // The parser maps expressions to expressions; its map is typed for nodes in general.
    return this.#services.esTreeNodeToTSNodeMap.get(node) as ts.Expression;
  }
}

const calls = new WeakMap<ts.Program, Map<Catalog, ProgramCalls>>();

/**
 * Gives the types of a file, or nothing when its parser was not asked for them.
 *
 * @param places files from which the compiler is looked for, until one finds it
 * @throws Error when none does
 */
export function typeInformation(
  sourceCode: SourceCode,
  places: readonly string[],
  catalog: Catalog,
): TypeInformation | undefined {
  const services = sourceCode.parserServices;
  if (!services?.program) return undefined;
  const { program } = services;
  const perCatalog = calls.get(program) ?? new Map<Catalog, ProgramCalls>();
  calls.set(program, perCatalog);
  let known = perCatalog.get(catalog);
  if (!known) {
    known = new ProgramCalls(program, catalog, compiler(places));
    perCatalog.set(catalog, known);
  }
  return new TypeInformation(services as ParserServicesWithTypeInformation, known);
}

/** The compiler that the project's parser uses. It is asked for by the project, not by this package's place. */
function compiler(places: readonly string[]): TypeScript {
  for (const place of places) {
    try {
      return createRequire(place)('typescript') as TypeScript;
    } catch {
      // A file that is not on disk, or one of a folder without packages: the next place may know.
    }
  }
  throw new Error(
    `The rules of eslint-plugin-to-thread have the option "typed", which needs the package typescript, and found none from ${places.join(' or ')}. Install it there, or leave the option out.`,
  );
}
