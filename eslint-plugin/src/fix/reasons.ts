/** Why a report comes without an autofix, in the words the reader sees after "Not fixed automatically: ". */
export const REASONS = {
  parameter: '`await` is not allowed in the parameters of a function',
  'class field': '`await` is not allowed in a class field',
  'static block': '`await` is not allowed in a static block',
  decorator: '`await` in a decorator is not understood by every compiler',
  enum: '`await` is not allowed in an enum',
  namespace: '`await` is not allowed in a namespace',
  'top level':
    'blocking the start of a module stops nobody yet, and moving the call changes when importers run',
  exit: 'the function also runs when the process exits, when nothing that is awaited is done any more',
  'callback body': '`await` is not allowed in a callback that is not async',
  reference: 'the function is handed on here, not called',
  'called already':
    'the runtime takes the function here and calls it itself: pass it, and its arguments after it',
  borrowed: 'a call by way of `call`, `apply` or `bind` passes on a `this` that another thread does not have',
  tag: 'a tag gets its template from the place where it is written, which another thread does not have',
  'dynamic names': '`with` or `eval` may give names another meaning here',
  'optional call': 'the optional chain decides whether there is a call at all',
  script: 'the file is a script, which cannot import the runtime',
  'uncertain callee': '`{{callee}}` may also be another function, which another thread may not find',
  callback: 'a function cannot be sent to another thread',
  option: 'with the option `{{option}}`, which may be set here, the call cannot be moved to another thread',
  stream: 'a stream cannot be sent to another thread',
  instance: 'it takes an object with methods, which cannot be sent to another thread',
  'in-place': 'it writes into one of its arguments, and a worker thread would write into a copy',
  handle: 'its result is bound to the thread that made it',
  'thread-bound': 'it acts on the thread that calls it',
  unreachable: 'it is not exported where it is made, so another thread cannot find it',
  'other-runtime': '`toThread` runs functions of Node, and this one belongs to another runtime',
  interleaving: '`{{place}}` is {{before}} and {{after}}, and {{who}} could come in between',
  'interleaving of two':
    '`{{first}}` is {{before}} and `{{last}}` {{after}}, and {{who}} could come in between',
  'checked before':
    '`{{place}}` is read on line {{line}}, and other code could change it before `{{effect}}` is used on line {{later}}',
  'other order':
    'runs that are begun one after the other could come to `{{place}}` on line {{line}} in another order',
  'missing yet': '{{who}} could come before `{{place}}` is set on line {{line}}',
  begun: '{{who}}, set going on line {{line}}, could come to `{{place}}` before line {{later}}',
  unawaited: 'line {{line}} does not wait for it and goes on with `{{place}}`, which is used {{later}}',
  'unawaited exit': 'line {{line}} does not wait for it, and line {{exit}} ends the process',
  'half done': '{{who}} could come to `{{path}}` on line {{line}} while this is half done',
  'not followed': 'what comes before and after it could not be followed',
  'too large':
    'the file is too large to be followed, with {{size}} (divide it, or look at each of its suggestions)',
  'too many callers': 'there are more ways by which the program comes to it than are followed',
  'too deep': 'calls or names of this file lead to one another in more steps than are followed',
  'late registration':
    '`{{registration}}` has to run in the same tick as the function starts, and `await` would delay it',
  'late listener':
    '`{{registration}}` has to run in the same tick in which `{{emitter}}` is made, and `await` would delay it',
  'late answer':
    '`{{registration}}` has to run in the same tick in which `{{emitter}}` is set going, and `await` would delay it',
  'given late':
    '`{{emitter}}` may emit from here on, and who gets it from this function could only listen when the call is over',
  'late handling':
    '`{{promise}}` is not awaited before the call is over, and nobody would handle it if it failed meanwhile',
  'no runtime':
    '`{{runtime}}` is not among the dependencies of `{{manifest}}` (add it with your package manager)',
  'no runtime outside development':
    '`{{runtime}}` is only among the `devDependencies` of `{{manifest}}`, which are not installed everywhere the code runs (move it to `dependencies`)',
  'no runtime among imports': '`{{runtime}}` is not among the `imports` of `{{manifest}}` (add it there)',
  'no runtime without a package':
    '`{{runtime}}` is not installed for this file (add it with your package manager)',
  'unknown function':
    'nothing is known of `{{name}}`, which the option `additional` names (say there that it `crosses`, if it may run on another thread)',
  patched: '`{{place}}` may change what `{{module}}` exports, and another thread has it unchanged',
  terminal:
    'the program that it starts gets the standard input, and this one would go on using the terminal meanwhile',
  types:
    '`toThread` cannot tell TypeScript what this call gives, so that the type of its result would be lost',
  'no runtime file':
    'the module `{{runtime}}` does not exist, seen from this file (name one that every file finds, such as `#threads`)',
} as const satisfies Record<string, string>;

/** What a report says about its fix. */
export type ReasonId = keyof typeof REASONS;

/** A reason with the text of this very case. */
export interface Reason {
  readonly id: ReasonId;
  readonly text: string;
}

/** What a reader knows a thing by that has no name in the code. */
export interface Words {
  readonly words: string;
}

/** Fills a reason in: `reason('callback option', { option: 'filter' })`. What stands in backticks there is code. */
export function reason(id: ReasonId, data: Readonly<Record<string, string | Words>> = {}): Reason {
  const text = REASONS[id].replace(/`\{\{(\w+)\}\}`|\{\{(\w+)\}\}/g, (_, code?: string, plain?: string) => {
    const value = data[code ?? plain ?? ''] ?? '';
    if (typeof value !== 'string') return value.words;
    return code === undefined ? value : codeSpan(value);
  });
  return { id, text };
}

/** Code as Markdown has it: in two backticks where it has some of its own. */
function codeSpan(code: string): string {
  return code.includes('`') ? `\`\` ${code} \`\`` : `\`${code}\``;
}
