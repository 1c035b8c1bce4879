import type { Call, Node } from '../../ast.ts';
import { isCall, withoutTypeWrappers } from '../../ast.ts';
import type { BlockingCall } from '../../detect/blocking-call.ts';
import { append } from '../../multimap.ts';
import { makesText } from '../known/asking-names.ts';
import { changesFiles } from '../known/changing-names.ts';
import { rolesOf } from '../known/file-functions.ts';
import { pathText } from '../memory/location.ts';
import { isReachable } from '../memory/per-run.ts';
import type { Touch } from '../memory/location.ts';
import type { Facts } from './facts.ts';

/**
 * What unknown code may do to a file whose path it is given: `save(file, list)`. Any text could be a path, so that only
 * those count which the function around the call uses as one itself.
 */
export class GivenPaths {
  readonly #facts: Pick<Facts, 'blocking' | 'callbacks' | 'paths' | 'places'>;
  readonly #used = new Map<Node, ReadonlySet<string>>();
  #blocking: ReadonlyMap<Node, readonly BlockingCall[]> | undefined;

  constructor(facts: Pick<Facts, 'blocking' | 'callbacks' | 'paths' | 'places'>) {
    this.#facts = facts;
  }

  /** The touches of a call: its name tells whether it changes what it is given, or else only looks at it. */
  of(call: Call, name: string): Touch[] {
    const changes = changesFiles(name);
    const used = this.#usedIn(this.#facts.callbacks.parts.stretchAround(call));
    if (used.size === 0 || this.#isAnswer(call, name)) return [];
    return call.arguments.flatMap(valuesIn).flatMap((value): Touch[] => {
      const at = this.#facts.paths.of(value, true);
      const path = at && pathText(at);
      if (!path || !isAmong(path, used)) return [];
      return [
        {
          at,
          does: changes ? 'change' : 'look',
          deep: false,
          node: call,
          call,
          // What makes a text of a path does not look at the file.
          isUnordered: changes || !makesText(name),
          removes: changes,
        },
      ];
    });
  }

  /** Whether a call only tells the other end of a request what it is given: `response.json({ file })`. */
  #isAnswer({ callee }: Call, name: string): boolean {
    if (callee.type !== 'MemberExpression' || !ANSWERING.test(name)) return false;
    const places = this.#facts.places.of(callee.object);
    return places.length > 0 && places.every((place) => !isReachable(place));
  }

  /** The paths that the blocking calls of a function use. */
  #usedIn(stretch: Node): ReadonlySet<string> {
    let used = this.#used.get(stretch);
    if (!used) {
      const { paths } = this.#facts;
      const found = this.#callsIn(stretch)
        .flatMap(pathArguments)
        .filter((argument) => argument.type !== 'SpreadElement' && mayBePath(argument))
        .flatMap((argument) => paths.of(argument) ?? []);
      this.#used.set(stretch, (used = new Set(found.map(pathText))));
    }
    return used;
  }

  /** The blocking calls of the function around a node. */
  callsAround(node: Node): readonly BlockingCall[] {
    return this.#callsIn(this.#facts.callbacks.parts.stretchAround(node));
  }

  #callsIn(stretch: Node): readonly BlockingCall[] {
    this.#blocking ??= this.#byStretch();
    return this.#blocking.get(stretch) ?? [];
  }

  #byStretch(): ReadonlyMap<Node, readonly BlockingCall[]> {
    const { blocking, callbacks } = this.#facts;
    const found = new Map<Node, BlockingCall[]>();
    for (const [node, call] of blocking)
      if (call.entry.kind === 'io') append(found, callbacks.parts.stretchAround(node), call);
    return found;
  }
}

/** Methods by which a response is given its text, none of which reads a file. */
const ANSWERING = /^(?:end|json|jsonp|send|write)$/;

/** The arguments of a call that are paths: all that may be, where nothing is known of the function. */
function pathArguments({ node, borrowed, entry }: BlockingCall): readonly Node[] {
  const given = borrowed ? (borrowed.args ?? []) : isCall(node) ? node.arguments : [];
  const { roles } = rolesOf(entry);
  return roles ? given.filter((_, index) => roles.some(({ argument }) => argument === index)) : given;
}

/** Whether a path, or one below it, is one of some paths. */
function isAmong(path: string, used: ReadonlySet<string>): boolean {
  return used.has(path) || [...used].some((one) => one.startsWith(`${path}/`));
}

function mayBePath(argument: Node): boolean {
  return !/^(?:Array|ArrowFunction|Function|Object)Expression$/.test(argument.type);
}

/** An argument, or what the list or the object holds that it is. */
function valuesIn(argument: Node): Node[] {
  const value = withoutTypeWrappers(argument);
  switch (value.type) {
    case 'SpreadElement':
      return [];
    case 'ArrayExpression':
      return value.elements.flatMap((element) => (element ? valuesIn(element) : []));
    case 'ObjectExpression':
      return value.properties.flatMap((property) =>
        property.type === 'Property' ? valuesIn(property.value) : [],
      );
    default:
      return mayBePath(value) ? [value] : [];
  }
}
