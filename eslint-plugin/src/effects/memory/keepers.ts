import { lastName, memberName, variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { Node, SourceCode, Variable } from '../../ast.ts';
import { perFile } from '../../per-file.ts';
import { nodesInFile } from '../../walk.ts';
import { isChangingMethod, isLookingMethod } from '../known/known-calls.ts';

/**
 * Objects that are no collections although they have methods with the names of theirs: a repository with `find` and
 * `create`, a limiter with `get` and `consume`. What such a method asks for is what the object hides.
 */

/** Whether something in the file calls a method of the object that no collection and no text has. */
export function isKeeper(object: Node, sourceCode: SourceCode): boolean {
  const node = withoutTypeWrappers(object);
  if (node.type === 'Identifier') {
    const variable = variableOf(node, sourceCode);
    return variable !== null && variable.defs.length > 0 && isKeptBy(variable);
  }
  return node.type === 'MemberExpression' && keeperNames(sourceCode).has(memberName(node) ?? '');
}

const known = new WeakMap<Variable, boolean>();

function isKeptBy(variable: Variable): boolean {
  let isOne = known.get(variable);
  if (isOne === undefined) {
    isOne = variable.references.some(({ identifier }) => methodCalledOn(identifier) !== undefined);
    known.set(variable, isOne);
  }
  return isOne;
}

/** The names of the properties on whose values the file calls such methods: `repo` for `this.repo.create(name)`. */
const keeperNames = perFile((sourceCode): ReadonlySet<string> => {
  const objects = nodesInFile(sourceCode).filter(
    (node) => node.type === 'MemberExpression' && methodCalledOn(node) !== undefined,
  );
  return new Set(objects.map((node) => lastName(node) ?? ''));
});

/** The method of an object that is called here, if collections have none of that name. */
function methodCalledOn(object: Node): string | undefined {
  const { parent } = object;
  if (parent?.type !== 'MemberExpression' || parent.object !== object) return undefined;
  const isCalled = parent.parent.type === 'CallExpression' && parent.parent.callee === parent;
  const name = isCalled ? memberName(parent) : null;
  if (name === null || isLookingMethod(name) || isChangingMethod(name) || OF_ALL.test(name)) return undefined;
  return name;
}

/** Methods that are no sign of a keeper: those of promises, functions, bytes, and less known ones of collections. */
const OF_ALL =
  /^(?:then|catch|finally|apply|bind|call|difference|intersection|symmetricDifference|isDisjointFrom|isSupersetOf|getOrInsert\w*|setTime|substr|toPrecision|hasOwn|isWellFormed|read[A-Z]\w*|write[A-Z]\w*)$/;
