/*
 * Whether a function needs the `this`, `super` or `new.target` that it is called with or that is around it. Only its own
 * counts, and that of arrow functions in it: other functions, methods and classes within it have their own.
 */

/** Says why that is no script; undefined if it is one. */
type SyntaxProblem = (code: string) => string | undefined;

const THIS = /(?<![\w$])this(?![\w$])/g;
const NEW_TARGET = /(?<![\w$])new\s*\.\s*target(?![\w$])/g;

/** Comments and quoted strings, in which a word means nothing. */
const QUIET_TEXT = /\/\*[^]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g;

/** The first of these that the text of a function needs. */
export function lexicalThis(text: string, isArrow: boolean, problemOf: SyntaxProblem): string | undefined {
  if (!/(?<![\w$])(?:this|super|new\s*\.\s*target)(?![\w$])/.test(text)) return undefined;
  const arrow = isArrow ? text : asArrow(text, problemOf);
  // Generators cannot be arrow functions. What they return cannot cross anyway.
  if (arrow === undefined)
    return /(?<![\w$])(?:this|super)(?![\w$])/.exec(text.replace(QUIET_TEXT, ' '))?.[0];
  const [needed] = /super|new\.target/.exec(problemOf(`(${arrow}\n)`) ?? '') ?? [];
  return needed ?? (usesThis(arrow, problemOf) ? 'this' : undefined);
}

/**
 * Whether an arrow function uses the `this` around it. Where `this` means that of a function, `new.target` may stand
 * as well; where it means that of the script, there `new.target` is an error.
 */
function usesThis(arrow: string, problemOf: SyntaxProblem): boolean {
  if (problemOf(`(${arrow.replace(THIS, 'new.target')}\n)`) === undefined) return false;
  for (const { index } of arrow.matchAll(THIS)) {
    const changed = `(${arrow.slice(0, index)}new.target${arrow.slice(index + 4)}\n)`;
    // Within a function it is no error, unless the word is something else there: the name of a property.
    if (problemOf(changed) !== undefined && problemOf(`(function(){return ${changed}})`) === undefined)
      return true;
  }
  return false;
}

const MOST_TRIED = 64;

/** A function or method as an arrow function with the same parameters and body; undefined if there is none. */
function asArrow(text: string, problemOf: SyntaxProblem): string | undefined {
  // Called as it is, it is never called by `new`.
  const plain = text.replace(NEW_TARGET, 'undefined');
  const prefix = /^async(?![\w$]|\s*\()/.test(plain) ? 'async ' : '';
  let tried = 0;
  // Where the parameters begin and end is where an arrow makes sense.
  for (const { index: start } of plain.matchAll(/\(/g)) {
    for (const { index } of plain.slice(start).matchAll(/\{/g)) {
      if (++tried > MOST_TRIED) return undefined;
      const body = start + index;
      const arrow = `${prefix}${plain.slice(start, body)}=>${plain.slice(body)}`;
      // `super` and the like are no matter of where the arrow is.
      const problem = problemOf(`(${arrow}\n)`);
      if (problem === undefined || /super|new\.target/.test(problem)) return arrow;
    }
  }
  return undefined;
}
