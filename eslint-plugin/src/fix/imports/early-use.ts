import { isFunction } from '../../ast.ts';
import type { Node, SourceCode, Variable } from '../../ast.ts';

/**
 * Whether code may run before a `require` of its file has been evaluated, so that the names of the `require` are not
 * there yet: `main()` above it calls a function below it.
 */
export function mayRunBefore(node: Node, required: Node, sourceCode: SourceCode): boolean {
  return runsEarly(topLevelStatement(node), required, sourceCode, new Set());
}

function runsEarly(statement: Node, required: Node, sourceCode: SourceCode, entered: Set<Variable>): boolean {
  const fn = declaredFunction(statement, sourceCode);
  const comesFirst = statement.range[0] < required.range[0];
  // A function runs when it is called, and a declaration is there from the beginning; all else runs where it stands.
  if (!fn) return comesFirst;
  if (entered.has(fn)) return false;
  entered.add(fn);
  return fn.references.some(
    ({ identifier, init }) =>
      init !== true && runsEarly(topLevelStatement(identifier), required, sourceCode, entered),
  );
}

/** The function that a statement declares and does nothing else. */
function declaredFunction(statement: Node, sourceCode: SourceCode): Variable | undefined {
  if (statement.type === 'FunctionDeclaration') return sourceCode.getDeclaredVariables(statement)[0];
  if (statement.type !== 'VariableDeclaration' || statement.declarations.length > 1) return undefined;
  const [{ init }] = statement.declarations;
  return init && isFunction(init) ? sourceCode.getDeclaredVariables(statement)[0] : undefined;
}

function topLevelStatement(node: Node): Node {
  let statement = node;
  while (statement.parent && statement.parent.type !== 'Program') statement = statement.parent;
  return statement;
}
