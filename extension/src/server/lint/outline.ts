import type { SourceCode } from 'eslint';
import type { TextPart } from './scripts/script-programs.ts';

/** A part of a text, as offsets into it. */
type TextRange = readonly [start: number, end: number];

/** A function in a text: its offsets, and its name where it has one. */
export interface FunctionRange {
  readonly start: number;
  readonly end: number;
  readonly name?: string;
}

/**
 * What is kept of a syntax tree. The tree itself takes a hundred times the memory of its text, and would be kept for
 * every open document; this is all that code actions ask of it.
 */
export interface Outline {
  readonly functions: readonly FunctionRange[];
  /** Where names are declared, the first time each. */
  readonly declarations: ReadonlyMap<string, TextRange>;
  /** Tokens and comments that go on in another line: a new line in them would be content. */
  readonly multilineTokens: readonly TextRange[];
  /** Where code stands, in a file that holds more than code. */
  readonly parts?: readonly TextPart[];
}

/** A node as ESLint links it to its parent, which its types only say inside of rules. */
interface LinkedNode {
  readonly type: string;
  readonly range?: TextRange;
  readonly parent?: LinkedNode | null;
  readonly id?: LinkedNode | null;
  readonly key?: LinkedNode;
  readonly name?: string;
}

export function outlineOf({ ast, scopeManager }: SourceCode): Outline {
  const declarations = new Map<string, TextRange>();
  for (const { variables } of scopeManager.scopes) {
    for (const { name, defs } of variables) {
      const range = defs[0]?.name.range;
      if (range && !declarations.has(name)) declarations.set(name, range);
    }
  }
  return {
    functions: scopeManager.scopes
      // A named function expression has a scope for its name besides.
      .filter(({ type }) => type === 'function')
      .flatMap(({ block }) => functionRange(block as LinkedNode) ?? []),
    declarations,
    multilineTokens: [...ast.tokens, ...ast.comments].flatMap(({ range, loc }) =>
      range && loc && loc.start.line < loc.end.line ? [range] : [],
    ),
  };
}

/** The outline of a file with several programs. */
export function joinedOutlines(outlines: readonly Outline[]): Outline {
  return {
    functions: outlines.flatMap(({ functions }) => functions),
    declarations: new Map(outlines.toReversed().flatMap(({ declarations }) => [...declarations])),
    multilineTokens: outlines.flatMap(({ multilineTokens }) => multilineTokens),
    parts: outlines.flatMap(({ parts = [] }) => parts),
  };
}

function functionRange(node: LinkedNode): FunctionRange | undefined {
  if (!node.range || !FUNCTIONS.has(node.type)) return undefined;
  const name = functionName(node);
  return { start: node.range[0], end: node.range[1], ...(name !== undefined && { name }) };
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** The name of a function: its own, or that of the variable, property or method that it is the value of. */
function functionName({ id, parent }: LinkedNode): string | undefined {
  const holder = id ?? parent?.id ?? parent?.key;
  return holder?.type === 'Identifier' ? holder.name : undefined;
}
