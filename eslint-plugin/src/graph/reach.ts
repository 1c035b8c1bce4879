import type { Catalog } from '../catalog/create-catalog.ts';
import { append } from '../multimap.ts';
import type { Disk } from './disk.ts';
import { specifiersIn } from './specifiers.ts';

/** What a look at the text of a file tells. */
interface Glance {
  readonly stamp: string | undefined;
  readonly mentionsBlocking: boolean;
  /** The files that it imports. */
  readonly imports: readonly string[];
}

/**
 * From which files something that blocks can be reached through imports, as far as their texts tell. Each text is read
 * once, and none is parsed.
 */
export class Reach {
  readonly #disk: Disk;
  readonly #catalog: Catalog;
  readonly #resolve: (specifier: string, from: string) => string | undefined;
  readonly #glances = new Map<string, Glance>();
  readonly #reaching = new Map<string, boolean>();

  constructor(
    disk: Disk,
    catalog: Catalog,
    resolve: (specifier: string, from: string) => string | undefined,
  ) {
    this.#disk = disk;
    this.#catalog = catalog;
    this.#resolve = resolve;
  }

  get size(): number {
    return this.#glances.size;
  }

  reachesBlocking(file: string): boolean {
    let answer = this.#reaching.get(file);
    if (answer === undefined) {
      this.#explore(file);
      answer = this.#reaching.get(file) === true;
    }
    return answer;
  }

  /** The files that are no longer what they were. */
  changedFiles(): readonly string[] {
    return [...this.#glances].flatMap(([file, { stamp }]) =>
      this.#disk.stampOf(file) === stamp ? [] : [file],
    );
  }

  /** Looks at all that a file imports, and at what that imports, and carries the news back: circles end. */
  #explore(start: string): void {
    const importers = new Map<string, string[]>();
    const found: string[] = [];
    const reaching: string[] = [];
    const pending = [start];
    const seen = new Set(pending);
    for (const file of pending) {
      const { imports, mentionsBlocking } = this.#glance(file);
      found.push(file);
      if (mentionsBlocking) reaching.push(file);
      for (const target of imports) {
        const known = this.#reaching.get(target);
        if (known === true) reaching.push(file);
        if (known !== undefined) continue;
        append(importers, target, file);
        if (seen.has(target)) continue;
        seen.add(target);
        pending.push(target);
      }
    }
    for (const file of reaching) {
      if (this.#reaching.get(file)) continue;
      this.#reaching.set(file, true);
      reaching.push(...(importers.get(file) ?? []));
    }
    for (const file of found) if (!this.#reaching.has(file)) this.#reaching.set(file, false);
  }

  #glance(file: string): Glance {
    let glance = this.#glances.get(file);
    if (!glance) this.#glances.set(file, (glance = this.#look(file)));
    return glance;
  }

  #look(file: string): Glance {
    const stamp = this.#disk.stampOf(file);
    const text = this.#disk.read(file) ?? '';
    const targets = specifiersIn(text).flatMap((specifier) => this.#resolve(specifier, file) ?? []);
    return {
      stamp,
      mentionsBlocking: text.includes('@blocking') || this.#catalog.isMentionedIn(text),
      imports: [...new Set(targets)].filter((target) => target !== file),
    };
  }
}
