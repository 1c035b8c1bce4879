import type { Node, Variable } from '../../ast.ts';
import { idOf } from './ids.ts';

/**
 * What code can look at or change, and when two pieces of code get into each other's way. A location is a piece of
 * memory, named by what it belongs to and the properties from there on, or a path of the file system.
 */

/** A piece of memory that more than one function, or more than one run of a function, can reach. */
export interface Place {
  readonly kind: 'memory';
  /** What it belongs to: a variable, the instances of a class, the process, what a function was given. */
  readonly root: string;
  /** The properties from there on; `ANY` for an element of a collection, or for a key that the text does not show. */
  readonly steps: readonly string[];
  /** What the reader knows it by. */
  readonly text: string;
  /** Whether that is words, and no code. */
  readonly isWords?: boolean | undefined;
  /** The function whose runs each have such a variable of their own. */
  readonly owner?: Node | undefined;
  /** Whether a run keeps it to itself, so that only the functions that it has given it to can reach it. */
  readonly isKept?: boolean | undefined;
  /** The variable that it belongs to, where it is one. */
  readonly variable?: Variable | undefined;
  /** Whether it is a piece of bytes, all parts of which are one: views of it name them as they like. */
  readonly isBytes?: boolean | undefined;
  /** The parameter that it is reached through: who calls the function decides what it is. */
  readonly parameter?: Variable | undefined;
}

/** A step that stands for all elements of a collection. */
export const ANY = '*';

/** A step that stands for what an object hides: its methods work on it, and nobody reads it by a name. */
export const HIDDEN = '()';

/** The same, for an object that unknown code was given: what it does to it shows to those who work on it only. */
export const GIVEN_AWAY = '(…)';

/** A part of a path: text, or a name for a value that the text does not show. */
export type PathPart =
  | string
  | {
      readonly name: string;
      /** The parameter that it is: who calls the function decides. */
      readonly parameter?: Variable | undefined;
      /** The variable that it is made of. */
      readonly variable?: Variable | undefined;
      /** Whether it is the value of that variable, and not something in it. */
      readonly isWhole?: boolean;
      /** The property that it is, of an object that could be any: another function may know that object, too. */
      readonly property?: string | undefined;
    };

/** A file, or with `tree` a folder and all that is in it. */
export interface FilePath {
  readonly kind: 'file';
  readonly parts: readonly PathPart[];
  readonly tree: boolean;
  /** Whether it is only what is in the folder, and not the folder itself. */
  readonly inside?: boolean | undefined;
  readonly text: string;
  readonly isWords?: boolean | undefined;
}

export type Location = Place | FilePath;

/**
 * What is done to a location.
 * - `look`: it is read.
 * - `change`: it is written.
 * - `count`: a number grows or shrinks by what does not depend on it, so that the order does not matter.
 * - `fill`: it is given a value that another run would give it just so, as a cache is.
 * - `ensure`: a folder is made unless it is there.
 * - `clear`: a file, a folder or an element of a collection is removed if it is there.
 */
type Deed = 'look' | 'change' | 'count' | 'fill' | 'ensure' | 'clear';

/** A location, what is done to it, and where. */
export interface Touch {
  readonly at: Location;
  readonly does: Deed;
  /** Whether it goes for all that can be reached from there, too. */
  readonly deep: boolean;
  readonly node: Node;
  /** Whether it is not known that the function is run which does this: somebody may have handed it back to the file. */
  readonly isGuess?: boolean | undefined;
  /** For a look: whether it decides what is done next. What an object hides may show in any of its properties then. */
  readonly decides?: boolean | undefined;
  /** For a look: whether it is at what a module exports, which its functions may set anew. */
  readonly isLive?: boolean | undefined;
  /** For a change: whether runs of the same function, done in another order, leave something else behind. */
  readonly inOrder?: boolean | undefined;
  /**
   * For a look in memory: what fills the place where there is nothing yet, so that who looks finds what is put there in
   * any case.
   */
  readonly filledBy?: readonly Node[] | undefined;
  /** For a look: whether all that it tells is how long to wait. */
  readonly onlyWaits?: boolean | undefined;
  /** For a change: whether it hands over what the run has read, to an object that other runs have, too. */
  readonly delivers?: boolean | undefined;
  /** The same, where only who calls the function knows whether what it was given was read. */
  readonly hands?: Handed | undefined;
  /** For a look at a file: whether it only asks if there is one. */
  readonly asks?: boolean | undefined;
  /** For a look at a file: whether the answer is no more than yes or no. */
  readonly isYesOrNo?: boolean | undefined;
  /** For a look at a file: the calls that alone depend on the answer. */
  readonly asksFor?: readonly Node[] | undefined;
  /** Whether it is done once all runs of a row are over that are begun together: `await Promise.all(list.map(run))`. */
  readonly isJoined?: boolean | undefined;
  /** For a change of a file: whether it adds to what is there. */
  readonly appends?: boolean | undefined;
  /** For a change of a file: whether it is gone then. */
  readonly removes?: boolean | undefined;
  /** For what is done to an element of a collection: which one it is, if each turn has made another. */
  readonly element?: TurnElement | undefined;
  /** For a blocking call on a file: the call. Calls that move to other threads keep their order on a path. */
  readonly call?: Node | undefined;
  /** For a file: whether a process does it that nobody waits for where it is started. */
  readonly byProcess?: boolean | undefined;
  /** For a file: whether it is the doing of an asynchronous function, or of another process, which keep no order. */
  readonly isUnordered?: boolean | undefined;
}

/** What a function hands over of what it was given. */
export interface Handed {
  /** The parameters, or `arguments`. */
  readonly parameters: readonly Variable[];
  /** Whether it gives back what comes of it, so that a caller who uses that goes by no order. */
  readonly isGivenBack: boolean;
}

/** An element of a collection that a run, or a turn of a loop, has made for itself. */
export interface TurnElement {
  /** The variable that holds it. */
  readonly variable: Variable;
  /** Whether it is that of a turn after the one at hand. */
  readonly ofLaterTurn?: boolean;
}

/** Whether two touches, by pieces of code that run in no set order, can make a difference. */
export function conflicts(a: Touch, b: Touch): boolean {
  return !commute(a, b) && overlaps(a, b);
}

/**
 * Whether two touches of different functions can: they may have been given one object under different names, so that
 * `user.backups` and `account.backups` are one folder.
 */
export function mayConflict(a: Touch, b: Touch): boolean {
  if (commute(a, b)) return false;
  if (overlaps(a, b)) return true;
  if (a.at.kind !== 'file' || b.at.kind !== 'file' || !hasProperty(a.at) || !hasProperty(b.at)) return false;
  return filesOverlap(a, alike(a.at), b, alike(b.at));
}

const pathsWithProperties = new WeakMap<FilePath, boolean>();

function hasProperty(path: FilePath): boolean {
  let has = pathsWithProperties.get(path);
  if (has === undefined) {
    has = path.parts.some((part) => typeof part !== 'string' && part.property !== undefined);
    pathsWithProperties.set(path, has);
  }
  return has;
}

/** A path in which properties are known by their own names only. */
function alike(path: FilePath): FilePath {
  const parts = path.parts.map((part) =>
    typeof part === 'string' || part.property === undefined ? part : { name: `.${part.property}` },
  );
  return { ...path, parts };
}

function commute(a: Touch, b: Touch): boolean {
  if (a.does === 'look') return b.does === 'look';
  if (a.does === 'count' || a.does === 'ensure' || a.does === 'clear') return b.does === a.does;
  // What fills a cache is the same each time, so that nobody minds who comes first.
  return a.does === 'fill' && b.does === 'fill' && a.node === b.node;
}

/** Whether two touches are of the same location. */
export function overlaps(a: Touch, b: Touch): boolean {
  if (a.at.kind === 'file') return b.at.kind === 'file' && filesOverlap(a, a.at, b, b.at);
  return b.at.kind === 'memory' && placesOverlap(a, a.at, b, b.at);
}

function placesOverlap(a: Touch, at: Place, b: Touch, bt: Place): boolean {
  if (!sharesRoot(at, bt)) return false;
  const [outer, inner] = at.steps.length <= bt.steps.length ? [a, b] : [b, a];
  const [shorter, longer] = outer === a ? [at.steps, bt.steps] : [bt.steps, at.steps];
  const meets = shorter.every((step, index) => {
    const other = longer[index];
    if (step === other || isAny(step, other) || (isHiddenStep(step) && isHiddenStep(other))) return true;
    // What an object hides may show in any of its properties.
    const looker = step === HIDDEN ? inner : other === HIDDEN ? outer : undefined;
    return looker?.decides === true || looker?.isLive === true;
  });
  if (!meets || shorter.length === longer.length) return meets;
  const next = longer[shorter.length];
  if (isHiddenStep(next) && outer.does === 'look') return outer.decides === true && next === HIDDEN;
  // Who gives `this.list` a value replaces what is in it. Who only reads that name does not look into it.
  return outer.deep || (outer.does !== 'look' && outer.does !== 'count');
}

function isAny(...steps: readonly (string | undefined)[]): boolean {
  return steps.includes(ANY);
}

/** Whether a step stands for what no name tells. */
export function isHiddenStep(step: string | undefined): boolean {
  return step === HIDDEN || step === GIVEN_AWAY;
}

/** Whether a touch is of what only the methods of an object, or those who were given it, can reach. */
export function isHidden({ at }: Touch): boolean {
  return at.kind === 'memory' && isHiddenStep(at.steps.at(-1));
}

/** Whether one place is a part of the other, so that who works on one has to do with the other. */
export function isRelated(a: Touch, b: Touch): boolean {
  if (a.at.kind !== 'memory' || b.at.kind !== 'memory' || !sharesRoot(a.at, b.at)) return false;
  const [one, other] = [a.at.steps, b.at.steps];
  const depth = Math.min(one.length, other.length);
  return one
    .slice(0, depth)
    .every((step, index) => isHiddenStep(step) || isHiddenStep(other[index]) || step === other[index]);
}

function sharesRoot(a: Place, b: Place): boolean {
  if (a.root === b.root) return true;
  // Two functions may be given the same object under different names. Then they name the same property of it.
  const [first] = a.steps;
  const isNamed = first !== undefined && first !== ANY && !isHiddenStep(first);
  return isNamed && first === b.steps[0] && a.parameter !== undefined && b.parameter !== undefined;
}

export const GIVEN = 'given ';

/** Whether a place belongs to an object that the function was given, by a parameter or by a call of unknown code. */
export function isGiven({ root }: Place): boolean {
  return root.startsWith(GIVEN);
}

function filesOverlap(a: Touch, at: FilePath, b: Touch, bt: FilePath): boolean {
  const one = pathText(at);
  const other = pathText(bt);
  // A folder is not made, nor removed, by what goes on in it.
  if (one === other)
    return !((a.does === 'ensure' && bt.inside === true) || (b.does === 'ensure' && at.inside === true));
  return isWithin(bt, at) || isWithin(at, bt);
}

function isWithin(path: FilePath, folder: FilePath): boolean {
  if (!folder.tree) return false;
  const [first] = path.parts;
  // Who calls the function may mean something in the working directory, as a name that is found in a list of it does.
  if (pathText(folder) === '.' && folder.inside !== true && typeof first === 'object' && first.parameter)
    return true;
  return isBelow(pathText(path), pathText(folder));
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || folder === '.'
    ? /^[^/.{]|^\.[^.]/.test(path)
    : path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

const pathTexts = new WeakMap<FilePath, string>();

/** A path with names for what the text does not show. Each is compared with many. */
export function pathText(path: FilePath): string {
  let text = pathTexts.get(path);
  if (text === undefined) {
    text = path.parts.map((part) => (typeof part === 'string' ? part : `{${part.name}}`)).join('');
    pathTexts.set(path, text);
  }
  return text;
}

const touchKeys = new WeakMap<Touch, string>();

/** What tells a touch from others, for lists without repetitions. Each is put into many. */
export function touchKey(touch: Touch): string {
  let key = touchKeys.get(touch);
  if (key === undefined) touchKeys.set(touch, (key = keyOf(touch)));
  return key;
}

function keyOf(touch: Touch): string {
  const {
    at,
    does,
    deep,
    inOrder,
    delivers,
    decides,
    isLive,
    asks,
    removes,
    onlyWaits,
    element,
    filledBy,
    hands,
    asksFor,
  } = touch;
  const where = at.kind === 'file' ? `file ${at.tree} ${pathText(at)}` : `${at.root}.${at.steps.join('.')}`;
  const looks = `${deep ? '+' : ''}${decides || asks ? '?' : ''}${asksFor ? '&' : ''}${isLive ? '°' : ''}${onlyWaits ? '…' : ''}`;
  const handed = hands ? `<${hands.parameters.map(idOf).join('<')}${hands.isGivenBack ? '=' : ''}` : '';
  const changes = `${removes ? '-' : ''}${inOrder ? '!' : ''}${delivers ? '>' : ''}${handed}`;
  const which = `${element ? idOf(element.variable) : ''}${filledBy ? `~${filledBy.map(idOf).join('~')}` : ''}`;
  const by = does === 'fill' || touch.call ? touch.node.range[0] : '';
  return `${does}${looks}${changes}${which} ${where} ${by}`;
}

/** A property of what is at a place. */
export function step(place: Place, name: string): Place {
  if (place.isBytes) return place;
  // What is hidden in what is hidden is no further away.
  if (name === HIDDEN && place.steps.at(-1) === HIDDEN) return place;
  const text = name === ANY || name === HIDDEN || name === GIVEN_AWAY ? place.text : `${place.text}.${name}`;
  return { ...place, steps: [...place.steps, name], text };
}
