import { contains, enclosingFunction, isCall, lastName } from '../../ast.ts';
import type { FunctionNode, Node } from '../../ast.ts';
import { pathText } from '../memory/location.ts';
import type { Touch } from '../memory/location.ts';

/**
 * Whether who does something in a folder has made that itself before: `mkdirSync(dir, { recursive: true })`, and then
 * `readdirSync(dir)`. That another run makes it once more is no difference then, as long as nobody removes it.
 */
export function isMadeBefore(made: Touch, other: Touch): boolean {
  if (made.does !== 'ensure' || made.at.kind !== 'file' || other.at.kind !== 'file') return false;
  if (other.does === 'clear' || other.removes === true || other.node.range[0] < made.node.range[1])
    return false;
  const [folder, path] = [pathText(made.at), pathText(other.at)];
  if (path !== folder && !path.startsWith(`${folder}/`)) return false;
  const fn = enclosingFunction(made.node);
  return fn !== undefined && enclosingFunction(other.node) === fn && isAlwaysDone(made.node, fn);
}

/** Whether every run of a function that gets beyond a call makes it, or has found that it need not be made. */
function isAlwaysDone(call: Node, fn: FunctionNode): boolean {
  for (let { parent } = call; parent && parent !== fn; { parent } = parent) {
    if (!/^(?:Await|Chain)Expression$|^(?:Block|Expression|If)Statement$/.test(parent.type)) return false;
    if (parent.type === 'IfStatement' && !isUnlessThere(parent, call)) return false;
  }
  return true;
}

/** `if (!existsSync(dir)) mkdirSync(dir)` */
function isUnlessThere(statement: Node, call: Node): boolean {
  if (statement.type !== 'IfStatement' || statement.alternate || !contains(statement.consequent, call))
    return false;
  const { test } = statement;
  const question = test.type === 'UnaryExpression' && test.operator === '!' ? test.argument : undefined;
  const [asked] = question?.type === 'CallExpression' ? question.arguments : [];
  const [folder] = isCall(call) ? call.arguments : [];
  return (
    question?.type === 'CallExpression' &&
    /^(?:exists|pathExists)(?:Sync)?$/.test(lastName(question.callee) ?? '') &&
    asked?.type === 'Identifier' &&
    folder?.type === 'Identifier' &&
    asked.name === folder.name
  );
}
