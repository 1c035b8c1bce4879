import { types } from '../common/node.ts';
import { asBuffer } from './bytes.ts';
import { error } from './error-kind.ts';
import type { Kind } from './kind.ts';
import { viewFrom, type ViewData } from './memory.ts';
import { classNameOf, prototypeNamed, sampleOf } from './prototypes.ts';

const instance: Kind<object, { name: string; properties: object; symbols: [string | undefined, unknown][] }> =
  {
    is: (value) => nameOfClass(value) !== undefined,
    take: (object, copier) => ({
      name: nameOfClass(object) ?? '',
      properties: copier.settle({ ...object }),
      symbols: copier.settle(
        Object.getOwnPropertySymbols(object).map((symbol) => [
          symbol.description,
          (object as Record<symbol, unknown>)[symbol],
        ]),
      ),
    }),
    make: ({ name }) => Object.create(prototypeNamed(name) ?? null) as object,
    fill(object, { name, properties, symbols }) {
      Object.assign(object, properties);
      // The symbols of this side with the same descriptions stand in for those of the other side.
      const ours = Object.getOwnPropertySymbols(sampleOf(name) ?? {});
      for (const [description, value] of symbols) {
        const symbol = ours.find((candidate) => candidate.description === description);
        if (symbol) (object as Record<symbol, unknown>)[symbol] = value;
      }
    },
  };

/** The name of the class that `value` is an instance of, if it is one of Node's; '' if it has no prototype. */
function nameOfClass(value: object): string | undefined {
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype === null) return '';
  const name = classNameOf(prototype);
  const sample = sampleOf(name);
  return sample !== undefined && Object.getPrototypeOf(sample) === prototype ? name : undefined;
}

const buffer: Kind<Buffer, Uint8Array> = {
  is: (value) => Buffer.isBuffer(value),
  take: (bytes) => bytes,
  make: (data) => (Array.isArray(data) ? viewFrom(data as unknown as ViewData) : asBuffer(data)) as Buffer,
};

/** Something with members, each of which is added again. */
function collection<T extends Iterable<Member> & object, Member>(
  is: (value: unknown) => boolean,
  make: () => T,
  add: (target: T, member: Member) => unknown,
): Kind<T, Member[]> {
  return {
    is,
    hasProperties: true,
    take: (members, copier) => copier.settle([...members]),
    make,
    fill(target, members) {
      for (const member of members) add(target, member);
    },
  };
}

const argumentsObject: Kind<object, unknown[]> = {
  is: types.isArgumentsObject,
  take: (values, copier) => copier.settle(Array.from(values as ArrayLike<unknown>)),
  make: (values) => Reflect.apply(argumentsOf, undefined, values) as object,
  fill: (target, values) => Object.assign(target, values),
};

function argumentsOf(): IArguments {
  // eslint-disable-next-line prefer-rest-params -- the object itself is wanted
  return arguments;
}

/** An object that its text makes again. The class is looked up late: not every realm has all of them. */
function textual<T extends object>(Class: () => new (text: string) => T): Kind<T, string> {
  return {
    is: (value) => value instanceof Class(),
    hasProperties: true,
    take: String,
    make: (text) => new (Class())(text),
  };
}

/** Structured clone carries it but for the `lastIndex`. */
const regExp: Kind<RegExp, [RegExp, lastIndex: number]> = {
  is: types.isRegExp,
  hasProperties: true,
  take: (expression) => [expression, expression.lastIndex],
  make: ([copy, lastIndex]) => Object.assign(copy, { lastIndex }),
};

/** What is sent as it is, but beside the rest: it has properties of its own, or would nest what is sent too deep. */
const asItIs: Kind<object, object> = {
  is: () => false,
  take: (object) => object,
  make: (object) => object,
};

const view: Kind<object, ViewData> = {
  is: () => false,
  take: (data) => data as unknown as ViewData,
  make: viewFrom,
};

/** Their order is what the numbers in `Special` mean. */
export const kinds: readonly Kind[] = [
  buffer,
  error,
  instance,
  collection<Map<unknown, unknown>, [unknown, unknown]>(
    types.isMap,
    () => new Map(),
    (map, entry) => map.set(...entry),
  ),
  collection<Set<unknown>, unknown>(
    types.isSet,
    () => new Set(),
    (set, member) => set.add(member),
  ),
  textual(() => URL),
  textual(() => URLSearchParams),
  regExp,
  argumentsObject,
  asItIs,
  view,
] as readonly Kind[];

/** Their positions. */
export const AS_IT_IS = kinds.indexOf(asItIs);
export const VIEW = kinds.indexOf(view);
