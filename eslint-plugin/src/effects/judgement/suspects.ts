import type { TSESLint } from '@typescript-eslint/utils';
import { isCall, memberName } from '../../ast.ts';
import type { FunctionNode, SourceCode, Variable } from '../../ast.ts';
import { GLOBAL_OBJECTS } from '../../detect/export-path.ts';
import { callableName } from '../../detect/function-name.ts';
import { append } from '../../multimap.ts';
import { hasText } from '../../text.ts';
import { runsInFile } from '../../walk.ts';
import type { Stretches } from '../functions/stretches.ts';
import { idOf } from '../memory/ids.ts';
import { ANY, isHiddenStep } from '../memory/location.ts';
import type { Place, Touch } from '../memory/location.ts';
import { isOfModule, loadsOfModule, namesOfModule } from '../memory/modules.ts';
import type { Facts } from '../steps/facts.ts';
import { mayChangeFiles, rolesOfCall } from '../steps/file-touches.ts';
import { ChangingMentions } from './changing-mentions.ts';

/**
 * Tells which functions may touch a location at all, by the names that they would have to mention: only these need be
 * looked into. Each question is answered once.
 */
export class Suspects {
  readonly #stretches: Stretches;
  readonly #facts: Facts;
  readonly #changing: ChangingMentions;
  readonly #asked = new Set<unknown>();
  #parameters: ReadonlyMap<string, readonly Variable[]> | undefined;
  #writtenGlobals: ReadonlySet<string> | undefined;

  constructor(stretches: Stretches, facts: Facts) {
    this.#stretches = stretches;
    this.#facts = facts;
    this.#changing = new ChangingMentions(stretches, facts.sourceCode);
  }

  /** Those who may mind a touch and that no question before has come to. */
  *of(touch: Touch): Generator<FunctionNode> {
    const { at } = touch;
    if (at.kind === 'file') {
      // Who only looks minds nobody who does.
      if (touch.does === 'look') yield* this.#once('who changes files', () => this.#fileUsers(true));
      else yield* this.#once('who uses files', () => this.#fileUsers(false));
      return;
    }
    if (this.#isForGood(touch, at)) return;
    const [first] = at.steps;
    const base = baseOf(at);
    const isLook = touch.does === 'look';
    if (at.root === 'global process') {
      for (const word of ['process', 'chdir', 'env', 'umask']) yield* this.#mentioning(word, isLook);
    } else if (isOfModule(at)) {
      const { sourceCode } = this.#facts;
      for (const word of namesOfModule(at, sourceCode)) yield* this.#mentioning(word, isLook);
      if (isLook) yield* this.#loading(at);
      else for (const word of ['require', 'import']) yield* this.#mentioning(word, false);
    } else if (first === undefined || first === ANY || isHiddenStep(first)) {
      // Whose property it is cannot be told by its name, or is nobody's but that of the methods.
      if (base === 'this') yield* this.#once('all', () => this.#stretches.all);
      else yield* this.#using(at, base, isLook);
    } else {
      // A variable that is kept in a property has the name of that, mostly.
      yield* this.#mentioning(bare(first), isLook);
      if (base === 'this') yield* this.#once('computed', () => this.#computing());
      else yield* this.#using(at, base, isLook);
    }
  }

  /** Whether it is a look at a variable, and at nothing in it, that is never given another value. */
  #isForGood({ does, deep, decides }: Touch, { root, steps, variable }: Place): boolean {
    if (does !== 'look' || deep || decides || steps.length > 0) return false;
    if (variable) return variable.references.every((use) => use.init === true || !use.isWrite());
    return root.startsWith('global ') && !this.#globalsWritten.has(root.slice('global '.length));
  }

  /** Functions that use the variable that a place belongs to, or one that may hold the same. */
  #using({ variable, parameter }: Place, name: string, isLook: boolean): Iterable<FunctionNode> {
    if (!variable && parameter?.name !== name) return this.#mentioning(name, isLook);
    const variables = variable ? [variable] : (this.#parametersByName.get(name) ?? []);
    return this.#once(`${isLook ? 'change' : 'use'} ${variable ? idOf(variable) : `parameter ${name}`}`, () =>
      this.#withGivers(this.#minding(this.#stretches.referring(variables), name, isLook), name),
    );
  }

  #mentioning(name: string, isLook: boolean): Iterable<FunctionNode> {
    return this.#once(`${isLook ? 'change' : 'use'} name ${name}`, () =>
      this.#withGivers(this.#minding(this.#stretches.mentioning(name), name, isLook), name),
    );
  }

  /** Functions that load the module that a place belongs to where they use it. */
  #loading(at: Place): Iterable<FunctionNode> {
    return this.#once(`load ${at.root}`, () => {
      const loads = loadsOfModule(at, this.#facts.sourceCode);
      return this.#withGivers(new Set(loads.map(({ range }) => this.#stretches.around(range[0]))), '');
    });
  }

  /** Those of some functions that mind somebody who only looks, or not: most only look themselves. */
  #minding(
    functions: ReadonlySet<FunctionNode | undefined>,
    name: string,
    isLook: boolean,
  ): Iterable<FunctionNode | undefined> {
    if (!isLook) return functions;
    const changing = this.#changing.of(name);
    return [...functions].filter((fn) => changing.has(fn));
  }

  /** Functions, and those that call one of them which gives what has that name. */
  *#withGivers(functions: Iterable<FunctionNode | undefined>, name: string): Generator<FunctionNode> {
    for (const fn of functions) {
      if (!fn) continue;
      yield fn;
      const called = callableName(fn);
      const gives = fn.body.type !== 'BlockStatement' || /\breturn\b/.test(this.#textOf(fn));
      if (!gives || called === undefined || called === name) continue;
      for (const caller of this.#stretches.mentioning(called)) if (caller) yield caller;
    }
  }

  /** Functions that reach properties of `this` by names that the text does not show. */
  *#computing(): Generator<FunctionNode> {
    for (const fn of this.#stretches.mentioning('this'))
      if (fn && /\bthis(?:\?\.)?\[|\bassign\s*\(\s*this\b/.test(this.#textOf(fn))) yield fn;
  }

  /** The functions that use files, or change them, and those that call them: they say which files. */
  *#fileUsers(isChange: boolean): Generator<FunctionNode> {
    const users = new Set<FunctionNode | undefined>();
    for (const [node, call] of this.#facts.blocking)
      if (!isChange || mayChangeFiles(call)) users.add(this.#stretches.around(node.range[0]));
    for (const run of runsInFile(this.#facts.sourceCode)) {
      const roles = isCall(run) ? (rolesOfCall(run, this.#facts.sourceCode) ?? []) : [];
      if (roles.some(({ does }) => !isChange || (does !== 'look' && does !== 'list')))
        users.add(this.#stretches.around(run.range[0]));
    }
    for (const name of isChange ? CHANGING_NAMES : [...CHANGING_NAMES, ...LOOKING_NAMES])
      for (const fn of this.#stretches.mentioning(name)) users.add(fn);
    // The set grows while it is walked.
    for (const fn of users) {
      if (!fn) continue;
      yield fn;
      const called = callableName(fn);
      if (called !== undefined) for (const caller of this.#stretches.mentioning(called)) users.add(caller);
    }
  }

  *#once(question: unknown, answer: () => Iterable<FunctionNode>): Generator<FunctionNode> {
    if (this.#asked.has(question)) return;
    this.#asked.add(question);
    yield* answer();
  }

  #textOf({ range }: FunctionNode): string {
    return this.#facts.sourceCode.text.slice(range[0], range[1]);
  }

  get #scopes(): readonly TSESLint.Scope.Scope[] {
    return this.#facts.sourceCode.scopeManager?.scopes ?? [];
  }

  get #parametersByName(): ReadonlyMap<string, readonly Variable[]> {
    if (!this.#parameters) {
      const found = new Map<string, Variable[]>();
      for (const { variables } of this.#scopes)
        for (const variable of variables)
          if (variable.defs[0]?.type === 'Parameter') append(found, variable.name, variable);
      this.#parameters = found;
    }
    return this.#parameters;
  }

  get #globalsWritten(): ReadonlySet<string> {
    if (!this.#writtenGlobals) {
      const [outermost] = this.#scopes;
      const uses = [
        ...(outermost?.through ?? []),
        ...(outermost?.variables.flatMap(({ references }) => references) ?? []),
      ];
      this.#writtenGlobals = new Set([
        ...uses.filter((use) => use.isWrite()).map(({ identifier }) => identifier.name),
        // `global.user = …`
        ...uses.flatMap(({ identifier: { name, parent } }) =>
          GLOBAL_OBJECTS.includes(name) && parent.type === 'MemberExpression'
            ? [memberName(parent) ?? '']
            : [],
        ),
      ]);
    }
    return this.#writtenGlobals;
  }
}

/** Words in the code of those who change files without blocking. */
const CHANGING_NAMES = [
  'promises',
  'createWriteStream',
  'writeFile',
  'appendFile',
  'toThread',
  'unlink',
  'rm',
  'mkdir',
  'rename',
  'copyFile',
  'cp',
  'outputFile',
  'remove',
  'ensureDir',
  'writeJson',
];

/** The same of those who read them. */
const LOOKING_NAMES = [
  'createReadStream',
  'sendFile',
  'sendfile',
  'download',
  'readFile',
  'readJson',
  'readdir',
  'stat',
  'lstat',
  'access',
  'open',
  'spawn',
  'fork',
  'exec',
  'execFile',
  'execa',
  'Worker',
  'import',
];

/** Words that most files have, whether they use files or not. */
const GENERAL = new Set(['import', 'toThread']);

const LATER = new RegExp(
  `\\b(?:${[...CHANGING_NAMES, ...LOOKING_NAMES].filter((name) => !GENERAL.has(name)).join('|')})\\b|\\bimport\\(\\s*[^'"\\s]`,
);

/** Whether a file may use files without blocking, which keeps no order with what moves to another thread. */
export function mayUseFilesLater(sourceCode: SourceCode): boolean {
  return hasText(LATER, sourceCode);
}

/** The name by which functions know what a place belongs to. */
function baseOf({ root, text }: Place): string {
  return root.startsWith('global ') && root !== 'global globalThis'
    ? root.slice('global '.length)
    : (text.split('.', 1)[0]?.replace('()', '') ?? '');
}

/** A private name without its mark. */
function bare(name: string): string {
  return name.startsWith('#') ? name.slice(1) : name;
}
