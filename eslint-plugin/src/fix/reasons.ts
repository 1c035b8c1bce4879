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
  'compound assignment':
    '`{{target}}` is read before the call and written after it, so what other code writes meanwhile would be lost',
  'earlier read':
    '`{{source}}` is read before the call and used after it, when other code may have changed it',
  'shared state':
    '`{{state}}` is looked at before the call and changed after it, and another run of the function could come in between',
  'process state':
    '`{{state}}` is changed before the call and again after it, and all other code would notice meanwhile',
  'file sequence':
    'the calls on `{{path}}` belong together, and another run of the function could come in between',
  finally: 'the clean-up in this `finally` would no longer be done in one go',
  'late registration':
    '`{{registration}}` has to run in the same tick as the function starts, and `await` would delay it',
  'late listener':
    '`{{registration}}` has to run in the same tick in which `{{emitter}}` is made, and `await` would delay it',
  'late handling':
    '`{{promise}}` is not awaited before the call is over, and nobody would handle it if it failed meanwhile',
  'unknown function':
    'nothing is known of `{{name}}`, which the option `additional` names (say there that it `crosses`, if it may run on another thread)',
  patched: '`{{place}}` may change what `{{module}}` exports, and another thread has it unchanged',
  terminal:
    'the program that it starts gets the standard input, and this one would go on using the terminal meanwhile',
  types:
    '`toThread` cannot tell TypeScript what this call gives, so that the type of its result would be lost',
  'no runtime': '`{{runtime}}` is not installed for this file (add it with your package manager)',
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

/** Fills a reason in: `reason('callback option', { option: 'filter' })`. */
export function reason(id: ReasonId, data: Readonly<Record<string, string>> = {}): Reason {
  return { id, text: REASONS[id].replace(/\{\{(\w+)\}\}/g, (_, name: string) => data[name] ?? '') };
}
