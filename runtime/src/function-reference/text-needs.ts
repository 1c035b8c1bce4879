import { getBuiltinModule } from '../node.ts';
import { calledOn, evaluated, internal, release } from './inspector.ts';
import { lexicalThis } from './lexical-this.ts';

/** What a function's text needs of what is around it. */
export interface TextNeeds {
  /** Its free names: variables around it, globals, and names of what is nowhere. */
  readonly names: readonly string[];
  /** What it needs that has no name, or why it is not complete: completes "because". */
  readonly reason?: string | undefined;
}

const known = new Map<string, TextNeeds>();
const MOST_KEPT = 512;

/**
 * What the text of a function needs. V8 itself says so: it parses the text within a function that has variables of all
 * names in it, and keeps those of them for the inner function that this one uses. Nothing of the text is run.
 *
 * @param isCalled whether it is called in a worker as it is here, so that it may have a `this` of its own
 */
export function needsOf(text: string, isStrict: boolean, isCalled = false): TextNeeds {
  const key = `${isStrict ? 1 : 0}${isCalled ? 1 : 0}${text}`;
  const before = known.get(key);
  if (before) return before;
  // Texts can be made without end.
  if (known.size >= MOST_KEPT) known.clear();
  const needs = ask(text, isStrict, isCalled);
  known.set(key, needs);
  return needs;
}

function ask(text: string, isStrict: boolean, isCalled: boolean): TextNeeds {
  const problem = syntaxProblem(`(${text}\n)`, isStrict);
  // `parse(text) { … }` is a method: an expression only inside an object.
  const problemAsMethod = problem && syntaxProblem(`({${text}\n})`, isStrict);
  if (problemAsMethod !== undefined) return { names: [], reason: reasonOf([problem, problemAsMethod]) };
  const isMethod = problem !== undefined;
  const isFunction = !isMethod && FUNCTION.test(text);
  const isArrow = !isMethod && !isFunction;
  const hasThis = isCalled && isFunction;
  const needed = hasThis ? undefined : lexicalThis(text, isArrow, (code) => syntaxProblem(code, isStrict));
  if (needed !== undefined) return { names: [], reason: needs(needed) };

  const words = wordsOf(text);
  const names = freeNames(text, isMethod, isStrict, words);
  return { names: names.filter((name) => isOutside(name, isArrow, text)) };
}

function isOutside(name: string, isArrow: boolean, text: string): boolean {
  // Others than arrow functions have one of their own.
  if (name === 'arguments') return isArrow;
  // V8 takes the word before the parameters of an arrow function for a name until it comes to the arrow.
  return name !== 'async' || /(?<![\w$.])async\s*[.,;:?=)\]}]/.test(text);
}

/** How the text of a function begins that is neither an arrow function nor a method. */
const FUNCTION = /^(?:async(?:\s|\/\*[^]*?\*\/|\/\/.*)+)?function(?![\w$])/;

/** Why that is no script; undefined if it is one. Nothing of it is run. */
export function syntaxProblem(code: string, isStrict: boolean): string | undefined {
  try {
    new (getBuiltinModule('vm').Script)(isStrict ? `"use strict";${code}` : code);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** What V8 says about a text that needs more than variables, in the words of the language. */
function reasonOf(problems: readonly (string | undefined)[]): string {
  const [needed] = /super|new\.target|import\.meta/.exec(problems.join()) ?? [];
  const told = problems.find((problem) => problem?.includes('#')) ?? problems[0] ?? '';
  return needed === undefined ? `its text is not complete by itself (${told})` : needs(needed);
}

function needs(what: string): string {
  return `it uses \`${what}\` and is not exported`;
}

/** What cannot be the name of a parameter. `arguments` is a variable of the probe anyway. */
const RESERVED = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof var void while with yield'
  ).split(' '),
);

/** Everything in the text that may be a name, be it in a comment. */
function wordsOf(text: string): string[] {
  const plain = text.replace(
    /\\u(?:\{([\da-f]+)\}|([\da-f]{4}))/gi,
    (escape, long?: string, short?: string) => {
      const code = parseInt(long ?? short ?? '', 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : escape;
    },
  );
  const words = new Set(plain.match(/[a-z_$\x80-\uffff][\w$\x80-\uffff]*/gi));
  return [...words].filter((word) => !RESERVED.has(word) && (/^[ -~]*$/.test(word) || isName(word)));
}

/** Patterns for letters of all languages load slowly, and are seldom needed. */
function isName(word: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(word);
}

const PROBE = 'to_thread_probe';

function freeNames(
  text: string,
  isMethod: boolean,
  isStrict: boolean,
  words: readonly string[],
): readonly string[] {
  const mode = isStrict ? '"use strict";' : '';
  const holder = isMethod ? `{${text}\n}` : `{fn:(${text}\n)}`;
  const { result, error } = evaluated(
    `(${FIRST_MEMBER})((()=>{${mode}return function ${PROBE}(${words.join()}){return ${holder}}})()())`,
  );
  // A method whose name is computed from what is around it.
  if (error !== undefined) return [...words];
  const found = calledOn(internal(result, '[[Scopes]]'), LOOK_UP, PROBE) as string[] | undefined;
  release();
  return found ?? [];
}

const FIRST_MEMBER =
  '(holder) => { for (const { value, get, set } of Object.values(Object.getOwnPropertyDescriptors(holder))) return value ?? get ?? set }';

const LOOK_UP =
  'function (probe) { return Array.from(this).filter(({ description }) => description.includes(probe)).flatMap(({ object }) => Object.keys(object)) }';
