import { contains, isFunction } from '../../ast.ts';
import type { FunctionNode, Node } from '../../ast.ts';
import { bodyName, callableName } from '../../detect/function-name.ts';
import type { ClassNode } from '../../detect/execution-context.ts';
import { baseClass } from '../../detect/local-function.ts';
import { ANY, conflicts, isHiddenStep, mayConflict } from '../memory/location.ts';
import type { Touch } from '../memory/location.ts';
import { idOf } from '../memory/ids.ts';
import { isOfModule, namesOfModule } from '../memory/modules.ts';
import { isLoop, runsOnce } from '../functions/single-run.ts';
import type { Stretches } from '../functions/stretches.ts';
import type { Summaries } from '../runs/summaries.ts';

/** A function, and something that it does. */
export interface Rival {
  readonly fn: FunctionNode;
  readonly touch: Touch;
  /** Whether the function is one of those that are suspended, so that it is another run of it. */
  readonly isOwn?: boolean;
}

/** Those who touch what belongs to one root. */
interface Rivals {
  readonly changing: Rival[];
  readonly looking: Rival[];
  isSorted: boolean;
}

/** What is asked of rivals. */
export interface Contest {
  /** The call at which a run is suspended, and the functions that are. */
  readonly call: Node;
  readonly functions: readonly FunctionNode[];
  /** Whether a cache that is filled meanwhile makes a difference, as it does where a run does more than fill it. */
  readonly strict: boolean;
  /** The function whose other runs wait for this one. */
  readonly alone?: FunctionNode | undefined;
  /** Which calls of other runs count, of those that use files. */
  readonly counts: (touch: Touch) => boolean;
}

/**
 * What all functions of a file do, by location: who could come between two steps of a run. A constructor is none of
 * them, as far as the object goes that it makes: nobody else has it yet. Functions are looked into when somebody asks for
 * a location whose name they mention.
 */
export class Contention {
  readonly #byRoot = new Map<string, Rivals>();
  readonly #known = new Set<FunctionNode>();
  readonly #asked = new Set<string>();
  readonly #stretches: Stretches;
  readonly #summaries: Summaries;

  constructor(stretches: Stretches, summaries: Summaries) {
    this.#stretches = stretches;
    this.#summaries = summaries;
  }

  /** Those who could get in the way of a touch. */
  rivalsOf(touch: Touch, contest: Contest): readonly Rival[] {
    return this.rivalsOn(touch)
      .filter((rival) => this.#canMeet(touch, rival, contest) && this.#disturbs(touch, rival, contest))
      .map((rival) => (this.isOwn(rival, contest.functions) ? { ...rival, isOwn: true } : rival));
  }

  /** Whether a rival is another run of suspended functions: one of them, or who does it by running the outermost. */
  isOwn({ fn, touch }: Rival, functions: readonly FunctionNode[]): boolean {
    return (
      functions.includes(fn) || this.#summaries.facts.callbacks.stretchAround(touch.node) === functions.at(-1)
    );
  }

  /** Everybody whose touch of the same location makes a difference to one who touches it so. */
  rivalsOn(touch: Touch): readonly Rival[] {
    const keys = keysOf(touch);
    if (keys.length === 0) return [];
    this.#lookFor(touch);
    const found = keys.map((key) => {
      const { changing, looking } = this.#inOrder(key);
      // Who only looks minds nobody who does, and most do.
      return touch.does === 'look' ? changing : [...changing, ...looking];
    });
    const [only, another] = found;
    return another ? [...(only ?? []), ...another] : (only ?? []);
  }

  /**
   * In an order that does not depend on what has been asked before, since the first one is named to the reader: who does
   * it himself comes before those that run him.
   */
  #inOrder(key: string): Rivals {
    const rivals = this.#byRoot.get(key) ?? NOBODY;
    if (!rivals.isSorted) {
      rivals.changing.sort(nearestFirst);
      rivals.looking.sort(nearestFirst);
      rivals.isSorted = true;
    }
    return rivals;
  }

  /** Looks into the functions that may touch a location, by the names that they would have to mention. */
  #lookFor({ at }: Touch): void {
    if (at.kind === 'file') {
      this.#once('file', () => {
        this.#lookIntoFileUsers();
      });
      return;
    }
    const [first] = at.steps;
    const name = at.text.split('.', 1)[0]?.replace('()', '') ?? '';
    if (at.root === 'global process') {
      for (const word of ['process', 'chdir', 'env', 'umask']) this.#lookInto(word);
    } else if (isOfModule(at)) {
      this.#once(at.root, () => {
        for (const word of namesOfModule(at, this.#summaries.facts.sourceCode)) this.#lookInto(word);
      });
    } else if (first === undefined || first === ANY || isHiddenStep(first)) {
      // Whose property it is cannot be told by its name, or is nobody's but that of the methods.
      if (name === 'this')
        this.#once('all', () => {
          this.#addAll(this.#stretches.all);
        });
      else this.#lookInto(name);
    } else {
      this.#lookInto(bare(first));
      if (name === 'this')
        this.#once('computed', () => {
          this.#lookIntoComputed();
        });
      else this.#lookInto(name);
    }
  }

  /** Functions that reach properties of `this` by names that the text does not show. */
  #lookIntoComputed(): void {
    const users = [...this.#stretches.mentioning('this')].filter((fn) => fn !== undefined);
    this.#addAll(users.filter((fn) => /\bthis(?:\?\.)?\[|\bassign\s*\(\s*this\b/.test(this.#textOf(fn))));
  }

  #addAll(functions: readonly FunctionNode[]): void {
    for (const fn of functions) this.#add(fn);
  }

  /** Looks into the functions that mention a name, and into those that call one which gives what has that name. */
  #lookInto(name: string): void {
    this.#once(`name ${name}`, () => {
      for (const fn of this.#stretches.mentioning(name)) {
        if (!fn) continue;
        this.#add(fn);
        const called = callableName(fn);
        const gives = fn.body.type !== 'BlockStatement' || /\breturn\b/.test(this.#textOf(fn));
        if (gives && called !== undefined && called !== name) {
          for (const caller of this.#stretches.mentioning(called)) if (caller) this.#add(caller);
        }
      }
    });
  }

  /** The functions that use files, and those that call them: they say which files. */
  #lookIntoFileUsers(): void {
    const { blocking } = this.#summaries.facts;
    const users = new Set<FunctionNode | undefined>();
    for (const node of blocking.keys()) users.add(this.#stretches.around(node.range[0]));
    for (const name of FILE_NAMES) for (const fn of this.#stretches.mentioning(name)) users.add(fn);
    // The set grows while it is walked.
    for (const fn of users) {
      if (!fn) continue;
      this.#add(fn);
      const called = callableName(fn);
      if (called !== undefined) for (const caller of this.#stretches.mentioning(called)) users.add(caller);
    }
  }

  #once(question: string, answer: () => void): void {
    if (this.#asked.has(question)) return;
    this.#asked.add(question);
    answer();
  }

  #add(fn: FunctionNode): void {
    if (this.#known.has(fn)) return;
    this.#known.add(fn);
    const made = madeClass(fn);
    const own = made && `this ${idOf(baseClass(made, this.#summaries.facts.sourceCode))}`;
    for (const touch of this.#summaries.of(fn, 'all').touches) {
      // What is handed back to the file runs by itself, too.
      if (touch.isGuess || (touch.at.kind === 'memory' && touch.at.root === own)) continue;
      for (const key of keysOf(touch)) {
        let rivals = this.#byRoot.get(key);
        if (!rivals) this.#byRoot.set(key, (rivals = { changing: [], looking: [], isSorted: true }));
        rivals.isSorted = false;
        (touch.does === 'look' ? rivals.looking : rivals.changing).push({ fn, touch });
      }
    }
  }

  #textOf({ range }: FunctionNode): string {
    return this.#summaries.facts.sourceCode.text.slice(range[0], range[1]);
  }

  #disturbs(touch: Touch, { fn, touch: other }: Rival, { strict, counts, functions }: Contest): boolean {
    if (other.at.kind === 'file' && !counts(other)) return false;
    if (!strict && isFilling(touch, other)) return false;
    return functions.includes(fn) ? conflicts(touch, other) : mayConflict(touch, other);
  }

  #canMeet(touch: Touch, { fn, touch: other }: Rival, { call, functions, alone }: Contest): boolean {
    // Its callers do what it does only by running it.
    if (alone && (fn === alone || this.#summaries.facts.callbacks.stretchAround(other.node) === alone))
      return false;
    const owner = touch.at.kind === 'memory' ? touch.at.owner : undefined;
    // Each run has such a variable of its own, and only functions that it has made by then can reach it.
    if (owner && (owner === fn || (functions.some((own) => own === owner) && isLaterThan(fn, call))))
      return false;
    if (!runsOnce(fn, this.#summaries.facts.sourceCode)) return true;
    // Who runs once, and only by way of the suspended function, is the suspended run itself.
    return !functions.includes(fn) && !functions.some((own) => contains(own, other.node));
  }
}

const NOBODY: Rivals = { changing: [], looking: [], isSorted: true };

function nearestFirst(a: Rival, b: Rival): number {
  const isFar = ({ fn, touch }: Rival) => Number(!contains(fn, touch.node));
  return isFar(a) - isFar(b) || a.fn.range[0] - b.fn.range[0];
}

/** Words in the code of those who use files without blocking. */
const FILE_NAMES = [
  'promises',
  'createReadStream',
  'createWriteStream',
  'readFile',
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
  'readJson',
  'writeJson',
];

/** A private name without its mark. */
function bare(name: string): string {
  return name.startsWith('#') ? name.slice(1) : name;
}

/** Whether a function is made after a call: in a loop, there may be one of the turn before. */
function isLaterThan(fn: FunctionNode, call: Node): boolean {
  if (fn.range[0] < call.range[1] || fn.type === 'FunctionDeclaration') return false;
  for (let { parent } = call; parent && !isFunction(parent); { parent } = parent) {
    if (isLoop(parent) && parent.range[1] >= fn.range[1]) return false;
  }
  return true;
}

/** Whether one looks whether a cache is filled, and the other fills it. */
function isFilling(a: Touch, b: Touch): boolean {
  const isPair = (a.does === 'fill' && b.does === 'look') || (a.does === 'look' && b.does === 'fill');
  // What was in a file before it was written is used; a cache is asked only whether there is something.
  if (a.at.kind === 'file' || b.at.kind === 'file') return false;
  // How much there is in a cache is another question than what.
  return isPair && a.at.steps.join() === b.at.steps.join();
}

function keysOf({ at }: Touch): string[] {
  if (at.kind === 'file') return ['file'];
  const [first] = at.steps;
  // That the process ends is nobody's rival.
  if (at.root === 'global process' && first === 'exit') return [];
  return at.parameter && first !== undefined ? [at.root, `any ${first}`] : [at.root];
}

/** The class whose instance a constructor makes. */
function madeClass(fn: FunctionNode): ClassNode | undefined {
  const { parent } = fn;
  return parent.type === 'MethodDefinition' && parent.kind === 'constructor'
    ? parent.parent.parent
    : undefined;
}

/** How the reader knows a function: `withdraw`, or by the line where it stands. */
export function functionName(fn: FunctionNode): string {
  const name = bodyName(fn);
  return name === 'anonymous function' ? `the function on line ${fn.loc.start.line}` : `\`${name}\``;
}
