import type { AsyncLocalStorage } from 'node:async_hooks';
import { getBuiltinModule } from '../node.ts';

/** A call of `run`, for all that is called from it, directly or later. */
interface Section {
  readonly lock: object;
  /** The one in which `run` was called. */
  readonly outer: Section | undefined;
  isOver: boolean;
}

/** Made by the first `run`, because it takes time to load and nothing else needs it. */
let sections: AsyncLocalStorage<Section> | undefined;

/** Calls `fn` as the section of a lock. */
export async function runWithin<T>(lock: object, fn: () => T | PromiseLike<T>): Promise<T> {
  sections ??= new (getBuiltinModule('async_hooks').AsyncLocalStorage)<Section>();
  const section: Section = { lock, outer: open(sections.getStore()), isOver: false };
  try {
    return await sections.run(section, fn);
  } finally {
    section.isOver = true;
  }
}

/**
 * Whether this code was called, directly or later, by a section of the lock that is not over. Others that were started
 * before it are in no such section, nor is what a section has left behind once it is over.
 */
export function isWithin(lock: object): boolean {
  let section = open(sections?.getStore());
  while (section && section.lock !== lock) section = open(section.outer);
  return section !== undefined;
}

/** The innermost that is not over. Those that are must not pile up where each starts the next. */
function open(section: Section | undefined): Section | undefined {
  while (section?.isOver) section = section.outer;
  return section;
}
