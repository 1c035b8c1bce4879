import type { Node, SourceCode } from '../ast.ts';
import { oncePerFile } from '../per-file.ts';
import type { Arguments } from './borrowed-call.ts';
import type { Lookup } from './export-path.ts';
import { standsForNoExport } from './no-export.ts';
import { Resolver } from './resolver.ts';

/**
 * Resolves an expression to the module export it stands for, through the file's bindings: imports, `require`,
 * dynamic imports, aliases, destructuring and globals. Names alone never decide.
 */

/** What an expression refers to. */
export interface ExportReference<T> {
  readonly value: T;
  /** Whether it always refers to that. Not so for `options.read ?? fs.readFileSync`. */
  readonly certain: boolean;
  /** Present where `bind` gives the function a `this`, and what it is called with first. */
  readonly bound?: { readonly args: Arguments };
  /**
   * Present where it is so by what a file says of its own parameters and fields, which others may give another value:
   * `(io = fs) => io.readFileSync(path)`.
   */
  readonly assumed?: true;
}

/**
 * Finds what an expression refers to.
 *
 * @param expression the expression, for instance the callee of a call
 * @param lookup asked for each module export the expression may stand for
 * @param sourceCode the file
 * @returns what `lookup` gave, or `undefined` when the expression stands for nothing that `lookup` knows
 */
export function resolveExport<T>(
  expression: Node,
  lookup: Lookup<T>,
  sourceCode: SourceCode,
): ExportReference<T> | undefined {
  const found = resolveFunction(expression, lookup, sourceCode);
  return found?.bound || found?.assumed ? undefined : found;
}

/** Finds what an expression refers to, or which function it is bound to, also where that is assumed. */
export function resolveFunction<T>(
  expression: Node,
  lookup: Lookup<T>,
  sourceCode: SourceCode,
): ExportReference<T> | undefined {
  const candidate = candidateFor(expression, sourceCode);
  if (candidate === 'none') return undefined;
  if (candidate === 'several') return resolveWith(lookup, expression, sourceCode);
  const value = lookup(candidate.module, candidate.path);
  return value === undefined ? undefined : { ...candidate.reference, value };
}

function resolveWith<T>(
  lookup: Lookup<T>,
  expression: Node,
  sourceCode: SourceCode,
): ExportReference<T> | undefined {
  const resolver = new Resolver(lookup, sourceCode);
  const value = resolver.resolve(expression, []);
  if (value === undefined) return undefined;
  const { assumed, bound, certain } = resolver;
  return { value, certain, ...(bound && { bound }), ...(assumed && { assumed }) };
}

/** The export that an expression may stand for, where there is just one, and what it is if a lookup knows that. */
interface Candidate {
  readonly module: string;
  readonly path: readonly string[];
  readonly reference: ExportReference<true>;
}

/** Many questions are asked about an expression: whether its function is known to block, to log, to listen, and so on. */
const candidateFor = oncePerFile((expression: Node, sourceCode): Candidate | 'none' | 'several' =>
  standsForNoExport(expression, sourceCode) ? 'none' : findCandidate(expression, sourceCode),
);

/**
 * A lookup that knows nothing ends a search at its first question or later, where one that knows everything asks the
 * most: what that one is not asked about, none is.
 */
function findCandidate(expression: Node, sourceCode: SourceCode): Candidate | 'none' | 'several' {
  const asked: Pick<Candidate, 'module' | 'path'>[] = [];
  const knowsAll = (module: string, path: readonly string[]): true => {
    asked.push({ module, path });
    return true;
  };
  const reference = resolveWith(knowsAll, expression, sourceCode);
  const [only, another] = asked;
  if (!only || !reference) return 'none';
  return another ? 'several' : { ...only, reference };
}
