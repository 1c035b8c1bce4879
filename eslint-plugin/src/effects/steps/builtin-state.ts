import { lastName, memberName, variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { Call, Node, SourceCode, Variable } from '../../ast.ts';
import { hasText } from '../../text.ts';
import type { Place, Touch } from '../memory/location.ts';
import { processPlace } from '../memory/process.ts';

/** State that functions of the language, and functions that others have made, keep where no argument shows it. */

/** What a call does to the last match of all regular expressions, and whether it depends on the time zone. */
export function builtinTouches(node: Call, sourceCode: SourceCode): Touch[] {
  const name = lastName(node.callee) ?? '';
  const touches: Touch[] = [];
  if (MATCHING.has(name) && hasText(OF_LAST_MATCH, sourceCode))
    touches.push({ at: LAST_MATCH, does: 'change', deep: true, node, inOrder: false });
  if (
    (IN_ZONE.test(name) || (name === 'Date' && node.arguments.length > 1)) &&
    hasText(SETS_ZONE, sourceCode)
  )
    touches.push({ at: processPlace('env', 'TZ'), does: 'look', deep: false, node });
  return touches;
}

/** The properties of `RegExp` that tell of the last match, whoever made it. */
const LAST_MATCH: Place = { kind: 'memory', root: 'global RegExp', steps: [], text: 'RegExp' };
const OF_LAST_MATCH = /\bRegExp\s*(?:\[|\.\s*(?:\$|input\b|last|leftContext\b|rightContext\b))/;
const MATCHING = new Set(['exec', 'match', 'matchAll', 'replace', 'replaceAll', 'search', 'split', 'test']);

const SETS_ZONE = /\benv\b[^\n]*\bTZ\b/;
const IN_ZONE =
  /^(?:DateTimeFormat|get(?:Date|Day|FullYear|Hours|Minutes|Month|Seconds|TimezoneOffset|Year)|resolvedOptions|set(?:Date|FullYear|Hours|Minutes|Month)|to(?:DateString|Locale(?:Date|Time)?String|String|TimeString))$/;

/** The properties that the file reads of a function, or of an object with a method, besides calling it: `validate.errors`. */
export function propertiesRead(holder: Node, sourceCode: SourceCode): readonly string[] {
  const node = withoutTypeWrappers(holder);
  const variable = node.type === 'Identifier' ? variableOf(node, sourceCode) : null;
  if (!variable) return [];
  let names = read.get(variable);
  if (!names) read.set(variable, (names = [...new Set(variable.references.flatMap(nameRead))]));
  return names;
}

const read = new WeakMap<Variable, readonly string[]>();

function nameRead({ identifier }: Variable['references'][number]): string[] {
  const { parent } = identifier;
  if (parent.type !== 'MemberExpression' || parent.object !== identifier) return [];
  const outer = parent.parent;
  const isRead =
    !(outer.type === 'CallExpression' && outer.callee === parent) &&
    !(outer.type === 'AssignmentExpression' && outer.left === parent);
  const name = memberName(parent);
  return isRead && name !== null && !OF_FUNCTIONS.test(name) ? [name] : [];
}

/** What functions have themselves, and what is a constant by its name. */
const OF_FUNCTIONS = /^(?:length|name|prototype|[A-Z][A-Z\d_]*)$/;
