/**
 * The main thread's part in recording: every blocking call passes `enter` and `leave`. Both are in the way of the
 * program, so they do as little as they can; who called is looked at only where that is worth what it costs.
 */
import { callSites, describe, type Frame, isAwaited, isLoading, isStarting, scriptOf } from './frames.ts';
import { Cell, type Memory, OTHER_SITES, Time } from './memory.ts';
import { now, queueMicrotask } from './node.ts';

/** A place that calls a blocking function. */
export interface Site {
  readonly function: number;
  readonly stack: readonly Frame[];
  readonly isAsync: boolean;
}

/** Where news goes. */
export interface News {
  site(site: Site): void;
  /** From now on the figures of the site of this row are an estimate. */
  estimated(row: number): void;
}

/** A function on the stack, beneath which is the program. */
type Wrapper = (...args: never[]) => unknown;

/** Milliseconds from which on each call is looked at. */
const LONG = 0.5;

/** The share of time that looking at short calls may take, and how much of it can be saved up, in milliseconds. */
const SHARE = 0.01;
const SAVINGS = 20;

/** What one look is charged at most: one at a place that is new takes longer, and there are not many of those. */
const DEAREST = 0.1;

/** Frames that tell one place from another. */
const NEAR = 8;

/** Frames of this file in a stack, for which there has to be room while a blocking function runs. */
const OWN_FRAMES = 4;

/** The place of a call that only loads code, or that nobody can tell. */
const NO_SITE = -1;

export class Recorder {
  /** A blocking function runs. What it calls in turn is a part of it. */
  isWithin = false;
  readonly sites: Site[] = [];
  /** Sites whose figures are an estimate. */
  readonly estimated = new Set<number>();
  private readonly places = new Map<string, number>();
  /** What of a function's calls has been given to places. */
  private readonly placedCount: Float64Array;
  private readonly placedTotal: Float64Array;
  private isStarted = false;
  /** Whether what runs until the next microtask is start-up; undefined: not looked at. */
  private isStarting: boolean | undefined;
  /** When looking at one more short call is within what the recorder may take of the program's time. */
  private affordableAt = -SAVINGS / SHARE;
  private site = NO_SITE;
  private limit: unknown;

  // Each step on the way to them would be one in each call.
  private readonly cells: Memory['cells'];
  private readonly times: Memory['times'];
  private readonly functions: Memory['functions'];
  private readonly placed: Memory['sites'];
  private readonly own: string;
  private readonly news: News;

  constructor(memory: Memory, functions: number, own: string, news: News) {
    this.cells = memory.cells;
    this.times = memory.times;
    this.functions = memory.functions;
    this.placed = memory.sites;
    this.own = own;
    this.news = news;

    this.placedCount = new Float64Array(functions);
    this.placedTotal = new Float64Array(functions);
  }

  /**
   * @param isSlow it may not come back for long, or ever: who calls is looked at before
   * @returns when it began
   */
  enter(index: number, wrapper: Wrapper, isSlow: boolean): number {
    this.isWithin = true;
    this.site = NO_SITE;
    const { cells, times } = this;
    if (isSlow && (this.isStarted || !this.isStartUp(wrapper)) && now() >= this.affordableAt) {
      this.site = this.find(index, wrapper);
      Atomics.store(cells, Cell.inSite, this.site + 1);
    }
    // Its errors show the stack as it is without the recorder, which has to have room beside it.
    this.limit = Error.stackTraceLimit;
    if (typeof this.limit === 'number') Error.stackTraceLimit = this.limit + OWN_FRAMES;
    const start = now();
    times[Time.since] = start;
    cells[Cell.inFunction] = index + 1;
    return start;
  }

  leave(index: number, wrapper: Wrapper, start: number): void {
    const end = now();
    const { cells, functions } = this;
    cells[Cell.inFunction] = 0;
    cells[Cell.inSite] = 0;
    // An assignment takes a tenth of the time that `Reflect.set` does. Whatever was there comes back.
    Error.stackTraceLimit = this.limit as number;
    if (this.isStarted || !this.isStartUp(wrapper)) {
      functions.add(index, end - start);
      this.place(index, wrapper, end, end - start);
    }
    this.isWithin = false;
  }

  /** A computation that is of interest only if it took long. */
  computed(index: number, wrapper: Wrapper, milliseconds: number): void {
    if (this.isWithin || (!this.isStarted && this.isStartUp(wrapper))) return;
    this.isWithin = true;
    this.functions.add(index, milliseconds);
    this.place(index, wrapper, now(), milliseconds);
    this.isWithin = false;
  }

  private place(index: number, wrapper: Wrapper, end: number, milliseconds: number): void {
    const { placedCount, placedTotal } = this;
    if (milliseconds < LONG && this.site === NO_SITE && end < this.affordableAt) return;
    const site = this.site === NO_SITE ? this.find(index, wrapper) : this.site;
    let count = 1;
    let total = milliseconds;
    if (milliseconds < LONG) {
      // It stands for all since the last one, wherever these came from: with many, that evens out.
      count = (this.functions.count[index] ?? 0) - (placedCount[index] ?? 0);
      total = (this.functions.total[index] ?? 0) - (placedTotal[index] ?? 0);
    }
    placedCount[index] = (placedCount[index] ?? 0) + count;
    placedTotal[index] = (placedTotal[index] ?? 0) + total;
    if (site === NO_SITE) return;
    this.placed.add(site, milliseconds, count, total);
    if (count > 1 && !this.estimated.has(site)) {
      this.estimated.add(site);
      this.news.estimated(site);
    }
  }

  /** The place that calls. Costs microseconds, and some more for one that is new. */
  private find(index: number, wrapper: Wrapper): number {
    const before = now();
    const sites = callSites(wrapper, NEAR).filter((site) => !/^$|^node:/.test(scriptOf(site)));
    const [caller] = sites;
    const outer = sites.find((site) => !scriptOf(site).includes('/node_modules/')) ?? sites.at(-1);
    const key = `${index}|${keyOf(caller)}|${outer === caller ? '' : keyOf(outer)}`;
    let found = this.places.get(key);
    if (found === undefined) {
      found = this.add(index, wrapper, isAwaited(sites));
      if (found !== OTHER_SITES) this.places.set(key, found);
    }
    // What has been saved up in a quiet time is not endless.
    const from = Math.max(this.affordableAt, before - SAVINGS / SHARE);
    this.affordableAt = from + Math.min(now() - before, DEAREST) / SHARE;
    return found;
  }

  private add(index: number, wrapper: Wrapper, isAsync: boolean): number {
    if (isLoading(wrapper)) return NO_SITE;
    if (this.sites.length >= OTHER_SITES) return OTHER_SITES;
    const stack = describe(wrapper, this.own);
    if (stack.length === 0) return NO_SITE;
    const site = { function: index, stack, isAsync };
    this.news.site(site);
    return this.sites.push(site) - 1;
  }

  /**
   * Whether the program is still being loaded: its modules run, one turn after the other, beneath the loader of Node. The
   * first turn without it is the program at work.
   */
  private isStartUp(wrapper: Wrapper): boolean {
    if (this.isStarting !== undefined) return this.isStarting;
    this.isStarting = isStarting(wrapper);
    if (this.isStarting) queueMicrotask(this.nextTurn);
    else {
      this.isStarted = true;
      this.cells[Cell.started] = 1;
    }
    return this.isStarting;
  }

  private readonly nextTurn = (): void => {
    this.isStarting = undefined;
  };
}

function keyOf(site: NodeJS.CallSite | undefined): string {
  return site ? `${scriptOf(site)}:${site.getPosition()}` : '';
}
