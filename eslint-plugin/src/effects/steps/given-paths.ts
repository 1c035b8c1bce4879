import type { Call, Node } from '../../ast.ts';
import { isCall, withoutTypeWrappers } from '../../ast.ts';
import { pathText } from '../memory/location.ts';
import type { Touch } from '../memory/location.ts';
import type { Facts } from './facts.ts';

/**
 * What unknown code may do to a file whose path it is given: `save(file, list)`. Any text could be a path, so that only
 * those count which the function around the call uses as one itself.
 */
export class GivenPaths {
  readonly #facts: Facts;
  /** The paths that the blocking calls of a function use. */
  #used: ReadonlyMap<Node, readonly string[]> | undefined;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  /** The touches of a call that changes what it is given, or else only looks at it. */
  of(call: Call, changes: boolean): Touch[] {
    const used = this.#usedIn(this.#facts.callbacks.stretchAround(call));
    if (used.length === 0) return [];
    return call.arguments.flatMap(valuesIn).flatMap((value): Touch[] => {
      const at = this.#facts.paths.of(value, true);
      const path = at && pathText(at);
      if (!path || !used.some((one) => one === path || one.startsWith(`${path}/`))) return [];
      return [
        {
          at,
          does: changes ? 'change' : 'look',
          deep: false,
          node: call,
          call,
          isUnordered: true,
          removes: changes,
        },
      ];
    });
  }

  #usedIn(stretch: Node): readonly string[] {
    this.#used ??= this.#allUsed();
    return this.#used.get(stretch) ?? [];
  }

  #allUsed(): ReadonlyMap<Node, readonly string[]> {
    const { blocking, callbacks, paths } = this.#facts;
    const used = new Map<Node, string[]>();
    for (const [node, { entry, borrowed }] of blocking) {
      if (entry.kind !== 'io') continue;
      const args = borrowed ? (borrowed.args ?? []) : isCall(node) ? node.arguments : [];
      const found = args
        .filter((argument) => argument.type !== 'SpreadElement' && mayBePath(argument))
        .flatMap((argument) => paths.of(argument) ?? [])
        .map(pathText);
      const stretch = callbacks.stretchAround(node);
      used.set(stretch, [...(used.get(stretch) ?? []), ...found]);
    }
    return used;
  }
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
