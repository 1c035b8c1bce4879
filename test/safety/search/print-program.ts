import type {
  Condition,
  Expression,
  FileName,
  GeneratedFunction,
  GeneratedProgram,
  Held,
  Place,
  PlaceIndex,
  Statement,
} from './generated-program.ts';

/** How each place is read and changed in the text of a program. */
const PLACES: Readonly<Record<Place, { read: string; write: (value: string) => string }>> = {
  variable: { read: 'count', write: (value) => `count = ${value};` },
  property: { read: 'state.total', write: (value) => `state.total = ${value};` },
  parameter: { read: 'box.value', write: (value) => `box.value = ${value};` },
  map: { read: '(map.get(x) ?? 0)', write: (value) => `map.set(x, ${value});` },
  array: { read: 'list.length', write: (value) => `list.push(${value});` },
  accessor: { read: 'gate.level', write: (value) => `gate.level = ${value};` },
  field: { read: 'this.field', write: (value) => `this.field = ${value};` },
};

const FILES: Readonly<Record<FileName, string>> = {
  literal: "'a'",
  constant: 'FILE',
  template: '`a`',
  other: "'b'",
  argument: '`f${x}`',
  field: 'this.file',
};

/** How a promise is begun, and what is awaited of it. */
const HELD: Readonly<Record<Held, (name: string) => readonly [begun: string, promise: string]>> = {
  variable: (name) => ['fetch(x)', name],
  condition: (name) => ['x === 0 ? undefined : fetch(x)', name],
  array: (name) => ['[fetch(x), fetch(0)]', `Promise.all(${name})`],
  object: (name) => ['{ page: fetch(x) }', `${name}.page`],
};

const HEAD = `const fs = require('node:fs');
const { spawn } = require('node:child_process');
const { setTimeout: sleep } = require('node:timers/promises');
const FILE = 'a';
let count = 0;
const state = { total: 0 };
const map = new Map();
const list = [];
const gate = { kept: 0, get level() { return this.kept; }, set level(value) { this.kept = value; } };
`;

/** Makes what a program keeps visible. It is put behind the program after the fix, which is not to know of it. */
export const SNAPSHOT = `
exports.snapshot = () => [count, state, [...map].sort(), list, gate.kept, typeof store === 'undefined' ? 0 : store.field];
`;

/** The names that a statement finds around it. */
interface Names {
  readonly locals: readonly string[];
  readonly promises: readonly string[];
  readonly children: readonly string[];
}

/** What one function is printed with. */
interface Printing {
  readonly program: GeneratedProgram;
  /** Which of the program's functions it is. */
  readonly position: number;
  /** A name that the function does not have yet. */
  readonly fresh: (start: string) => string;
}

/** The text of a program: a CommonJS module that exports its functions as `f0`, `f1` … */
export function printProgram(program: GeneratedProgram): string {
  const functions = program.functions.map((one, position) => printFunction(program, position, one));
  if (program.form !== 'methods') return HEAD + functions.join('');
  const names = program.functions.map(
    (_, position) => `exports.f${position} = (x, box) => store.f${position}(x, box);\n`,
  );
  const fields = "  field = 0;\n  file = 'a';\n";
  return `${HEAD}class Store {\n${fields}${functions.join('')}}\nconst store = new Store();\n${names.join('')}`;
}

function printFunction(
  program: GeneratedProgram,
  position: number,
  { isAsync, body, result }: GeneratedFunction,
): string {
  const used = new Map<string, number>();
  const fresh = (start: string): string => {
    const number = used.get(start) ?? 0;
    used.set(start, number + 1);
    return `${start}${number}`;
  };
  const printing = { program, position, fresh };
  const [statements, names] = printBlock(body, { locals: [], promises: [], children: [] }, printing, isAsync);
  const end = isAsync ? printEnd(names) : '';
  const text = `${statements}${end}return ${printExpression(result, names, program)};\n`;
  const prefix = isAsync ? 'async ' : '';
  const whole =
    program.form === 'functions'
      ? `${prefix}function f${position}(x, box) {\n${text}}\nexports.f${position} = f${position};\n`
      : program.form === 'arrows'
        ? `const f${position} = (exports.f${position} = ${prefix}(x, box) => {\n${text}});\n`
        : `${prefix}f${position}(x, box) {\n${text}}\n`;
  return program.form === 'methods'
    ? whole
    : whole.replaceAll('this.field', 'state.total').replaceAll('this.file', 'FILE');
}

/** Waits for what has been begun. */
function printEnd({ promises, children }: Names): string {
  const settled = promises.map((promise) => `await ${promise};\n`);
  const ended = children.map((child) => `await new Promise((resolve) => ${child}.once('exit', resolve));\n`);
  return [...settled, ...ended].join('');
}

function printBlock(
  body: readonly Statement[],
  around: Names,
  printing: Printing,
  isAsync: boolean,
): [text: string, names: Names] {
  let names = around;
  let text = '';
  for (const statement of body) {
    const [printed, after] = printStatement(statement, names, printing, isAsync);
    text += printed;
    names = after;
  }
  return [text, names];
}

function printStatement(
  statement: Statement,
  names: Names,
  printing: Printing,
  isAsync: boolean,
): [text: string, names: Names] {
  const { program, position, fresh } = printing;
  // A child ends once: what waits for it in a block that may be left out must not be all that does.
  const inner = (body: readonly Statement[]): string =>
    printBlock(body, { ...names, children: [] }, printing, isAsync)[0];
  const local = (value: string): [string, Names] => {
    const name = fresh('v');
    return [`const ${name} = ${value};\n`, { ...names, locals: [name, ...names.locals] }];
  };
  const only = (text: string): [string, Names] => [text, names];
  switch (statement.type) {
    case 'read':
      return local(`fs.readFileSync(${FILES[statement.file]}, 'utf8')`);
    case 'exists':
      return local(`fs.existsSync(${FILES[statement.file]})`);
    case 'write':
    case 'append': {
      const value = printExpression(statement.value, names, program);
      return only(`fs.${statement.type}FileSync(${FILES[statement.file]}, String(${value}));\n`);
    }
    case 'get':
      return local(placeOf(statement.place, program).read);
    case 'set':
      return only(
        `${placeOf(statement.place, program).write(printExpression(statement.value, names, program))}\n`,
      );
    case 'timer': {
      const change = placeOf(statement.place, program).write(
        printExpression(statement.value, names, program),
      );
      return only(`setTimeout(() => { ${change} }, 1);\n`);
    }
    case 'leave': {
      const value = printExpression(statement.value, names, program);
      return only(`if (${printCondition(statement.condition, names, program)}) return ${value};\n`);
    }
    case 'if':
      return only(
        `if (${printCondition(statement.condition, names, program)}) {\n${inner(statement.body)}}\n`,
      );
    case 'loop': {
      const index = fresh('i');
      const skip = statement.skips ? `if (${index} === x) continue;\n` : '';
      return only(`for (let ${index} = 0; ${index} < 2; ${index}++) {\n${skip}${inner(statement.body)}}\n`);
    }
    case 'try':
      return only(`try {\n${inner(statement.body)}} finally {\n${inner(statement.end)}}\n`);
    case 'sleep':
      return only(isAsync ? 'await sleep(1);\n' : '');
    case 'fetch': {
      const name = fresh('p');
      const [begun, promise] = HELD[statement.held](name);
      return [`const ${name} = ${begun};\n`, { ...names, promises: [promise, ...names.promises] }];
    }
    case 'settle': {
      const [promise, ...promises] = names.promises;
      if (promise === undefined || !isAsync) return only('');
      const [text, after] = local(`await ${promise}`);
      return [text, { ...after, promises }];
    }
    case 'spawn': {
      const name = fresh('c');
      return [`const ${name} = spawn('true');\n`, { ...names, children: [name, ...names.children] }];
    }
    case 'listen': {
      const [child, ...children] = names.children;
      if (child === undefined || !isAsync) return only('');
      const [text, after] = local(`await new Promise((resolve) => ${child}.once('exit', resolve))`);
      return [text, { ...after, children }];
    }
    case 'call': {
      const callee = position + 1 + statement.ahead;
      if (callee >= program.functions.length) return only('');
      const call = `${program.form === 'methods' ? 'this.' : ''}f${callee}(x, box)`;
      return isAsync && statement.isAwaited ? local(`await ${call}`) : only(`${call};\n`);
    }
    case 'print':
      return only(`console.log(${printExpression(statement.value, names, program)});\n`);
  }
}

function printExpression(expression: Expression, { locals }: Names, program: GeneratedProgram): string {
  const sum = (text: string, plus: number): string => (plus === 0 ? text : `${text} + ${plus}`);
  switch (expression.type) {
    case 'number':
      return String(expression.value);
    case 'argument':
      return 'x';
    case 'local':
      return sum(locals[expression.back] ?? '0', expression.plus);
    case 'place':
      return sum(placeOf(expression.place, program).read, expression.plus);
  }
}

function printCondition(condition: Condition, names: Names, program: GeneratedProgram): string {
  return condition.type === 'exists'
    ? `fs.existsSync(${FILES[condition.file]})`
    : `${printExpression(condition.left, names, program)} > ${condition.right}`;
}

function placeOf(index: PlaceIndex, { places }: GeneratedProgram): (typeof PLACES)[Place] {
  return PLACES[places[index]];
}
