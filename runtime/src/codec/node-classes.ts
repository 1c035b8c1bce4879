import { Dirent, fstatSync, statSync, statfsSync } from 'node:fs';
import type { NodeClass } from './table.ts';

/**
 * Live instances of Node classes that have no public constructor. Their prototypes and symbol keys are what the
 * codec needs; each is made on first use and then kept.
 */
const templates = new Map<NodeClass, object | undefined>();

const create: Record<NodeClass, () => object | undefined> = {
  Stats: () =>
    firstThatWorks(
      (path) => statSync(path),
      (fd) => fstatSync(fd),
    ),
  BigIntStats: () =>
    firstThatWorks(
      (path) => statSync(path, { bigint: true }),
      (fd) => fstatSync(fd, { bigint: true }),
    ),
  StatFs: () => firstThatWorks((path) => statfsSync(path)),
  // `Dirent` is constructed rather than read, but its declared type has no constructor parameters.
  Dirent: () => Reflect.construct(Dirent, ['', '', 0]) as object,
};

/** An instance of the class of that name, or undefined where the process may not read any file. */
export function templateOf(name: NodeClass): object | undefined {
  if (!templates.has(name)) templates.set(name, create[name]());
  return templates.get(name);
}

/** The name of the Node class `value` is a direct instance of, if it is one that structured clone flattens. */
export function nodeClassOf(prototype: object): NodeClass | undefined {
  const name: unknown = (prototype.constructor as { name?: unknown } | undefined)?.name;
  if (typeof name !== 'string' || !Object.hasOwn(create, name)) return undefined;
  const nodeClass = name as NodeClass;
  const template = templateOf(nodeClass);
  return template !== undefined && Object.getPrototypeOf(template) === prototype ? nodeClass : undefined;
}

/** Under the permission model most paths cannot be read, but the standard streams can be asked for their status. */
function firstThatWorks(
  ofPath: (path: string) => object,
  ofDescriptor?: (fd: number) => object,
): object | undefined {
  for (const path of [process.execPath, '.', '/']) {
    try {
      return ofPath(path);
    } catch {
      // Not readable here; try the next one.
    }
  }
  for (const fd of ofDescriptor ? [0, 1, 2] : []) {
    try {
      return ofDescriptor?.(fd);
    } catch {
      // Closed; try the next one.
    }
  }
  return undefined;
}
