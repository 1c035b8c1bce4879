/** Puts the wrappers in the places of the functions of Node. */
import { syncBuiltinESMExports } from 'node:module';
import { type BlockingFunction, nameOf } from './blocking-function.ts';
import { blockingFunctions } from './blocking-functions.ts';
import type { AnyFunction, Wrapping } from './wrap.ts';

/** What programs import by name before anything could see that they do. Others are loaded by the program. */
const EAGER = ['fs', 'child_process', 'crypto', 'zlib', 'process', 'module', 'globalThis'];

/** Parts of the language that keep the event loop when there is much to do. V8 shows no stack within them. */
const computations = ['JSON.parse', 'JSON.stringify'];

/** What is recorded, by its number. */
export const functionNames: readonly string[] = [...blockingFunctions.map(nameOf), ...computations];

type Members = Record<string, unknown>;

export class Patch {
  private readonly patched = new Set<string>();
  private known = 0;

  private readonly wrapping: Wrapping;
  private readonly load: (module: string) => unknown;

  constructor(wrapping: Wrapping, load: (module: string) => unknown) {
    this.wrapping = wrapping;
    this.load = load;
  }

  /** Before the program has been loaded. */
  start(): void {
    for (const [index, name] of computations.entries()) this.compute(name, blockingFunctions.length + index);
    for (const module of EAGER) this.module(module);
    syncBuiltinESMExports();
  }

  /** Whatever the program has loaded of Node since; `node:sqlite` warns when it is loaded, so it is not before. */
  loaded(): void {
    const { moduleLoadList = [] } = process as { moduleLoadList?: readonly string[] };
    if (moduleLoadList.length === this.known) return;
    this.known = moduleLoadList.length;
    const later = new Set(blockingFunctions.map(({ module }) => module));
    for (const module of later) {
      if (this.patched.has(module) || !moduleLoadList.includes(`NativeModule ${module}`)) continue;
      this.module(module);
      syncBuiltinESMExports();
    }
  }

  private module(module: string): void {
    this.patched.add(module);
    for (const [index, entry] of blockingFunctions.entries()) {
      if (entry.module === module) {
        attempt(() => {
          this.entry(entry, index);
        });
      }
    }
  }

  private entry(entry: BlockingFunction, index: number): void {
    const steps = entry.path.split('.');
    const name = steps.pop() ?? '';
    if (entry.isMethod) steps.push('prototype');
    const holder = steps.reduce<unknown>(
      (value, step) => memberOf(value, step),
      this.container(entry.module),
    );
    const original = memberOf(holder, name);
    if (typeof original !== 'function' || Object.hasOwn(original, '__original')) return;
    const stand = entry.construct
      ? this.wrapping.constructing(original as never, index)
      : this.wrapping.blocking(original as AnyFunction, index, entry);
    replace(holder as Members, name, stand);
  }

  private compute(name: string, index: number): void {
    const [holder = '', member = ''] = name.split('.');
    attempt(() => {
      const object = memberOf(globalThis, holder) as Members;
      replace(object, member, this.wrapping.computing(object[member] as AnyFunction, index));
    });
  }

  private container(module: string): unknown {
    if (module === 'globalThis') return globalThis;
    return module === 'process' ? process : this.load(`node:${module}`);
  }
}

/** Some are read-only, and can still be defined anew (`zlib` of Node 26). */
function replace(holder: Members, name: string, value: unknown): void {
  const own = Object.getOwnPropertyDescriptor(holder, name);
  if (own && 'value' in own) Object.defineProperty(holder, name, { ...own, value });
}

function memberOf(value: unknown, name: string): unknown {
  const own = Object.getOwnPropertyDescriptor(Object(value) as object, name);
  // Accessors load modules, and may warn.
  return own && 'value' in own ? own.value : undefined;
}

/** What cannot be replaced, or is not there, is not recorded. The program runs as ever. */
function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // Frozen, or built without it.
  }
}
