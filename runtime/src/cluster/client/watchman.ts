import * as errors from '../../errors.ts';
import { now } from '../../worker/protocol.ts';
import * as clusterErrors from './errors.ts';
import type { FarCall } from './far-call.ts';
import type { JobState, Link } from './link.ts';
import type { ClusterSettings } from './options.ts';

/** What is done about calls that nobody replies to. */
interface Orders {
  fail(call: FarCall, error: Error & { readonly code?: unknown }): void;
  /** Adds it again. */
  repeat(call: FarCall): void;
}

/** How many calls are looked after at a time. */
const AT_A_TIME = 500;

/** What Redis says in between is passing: a host that has just let go of a job, a reply that is on its way. */
const MISSES = 2;

/** Looks after calls of which nothing has been heard for a while: hosts that die say nothing. */
export class Watchman {
  readonly #calls: ReadonlyMap<string, FarCall>;
  readonly #settings: ClusterSettings;
  readonly #link: Link;
  readonly #orders: Orders;
  #timer: NodeJS.Timeout | undefined;
  #isLooking = false;
  #hasWarned = false;

  constructor(calls: ReadonlyMap<string, FarCall>, settings: ClusterSettings, link: Link, orders: Orders) {
    this.#calls = calls;
    this.#settings = settings;
    this.#link = link;
    this.#orders = orders;
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.#look(), this.#settings.checkInterval).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #look(): Promise<void> {
    if (this.#calls.size === 0) this.stop();
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const silent = this.#silent();
      const states = silent.length > 0 ? await this.#link.look(silent.map(({ id }) => id)) : [];
      const redisNow = this.#link.now();
      for (const [i, call] of silent.entries()) {
        const state = states[i];
        if (state && this.#calls.has(call.id)) this.#judge(call, state, redisNow);
      }
      if (!this.#hasWarned && silent.some(({ hasBegun }) => !hasBegun)) await this.#warnIfNobodyWorks();
    } catch {
      // Without Redis nobody knows.
    } finally {
      this.#isLooking = false;
    }
  }

  /** Those of which nothing has been heard the longest, which are the first. */
  #silent(): FarCall[] {
    const before = now() - this.#settings.checkInterval;
    const silent: FarCall[] = [];
    for (const call of this.#calls.values()) {
      if (call.isSent && call.heardAt <= before) silent.push(call);
      if (silent.length === AT_A_TIME) break;
    }
    return silent;
  }

  #judge(call: FarCall, { isThere, hasBegun, isHeld, failure }: JobState, redisNow: number): void {
    const { name } = call.task;
    if (failure !== undefined) {
      this.#orders.fail(call, clusterErrors.refusedUnsigned(name, failure));
      return;
    }
    // Hosts say so themselves, if there are any.
    if (redisNow > (call.expires ?? Infinity) + this.#settings.checkInterval) {
      this.#link.stop(call.id);
      this.#orders.fail(call, clusterErrors.expired(name));
      return;
    }
    const isWell = isThere && (!hasBegun || isHeld);
    call.misses = isWell ? 0 : call.misses + 1;
    if (call.misses === 1) call.missedAt = now();
    // A job that is done is not there any more, and its reply may wait to be read behind many others.
    const isRead = isThere || this.#link.readUpTo > call.missedAt;
    if (isWell) {
      call.hasBegun = hasBegun;
      call.heardAt = now();
    } else if (call.misses >= MISSES && isRead) this.#give(call, isThere);
  }

  /** The host of a call has died, or Redis has forgotten the call. */
  #give(call: FarCall, isThere: boolean): void {
    const { name } = call.task;
    call.hasBegun = false;
    if (this.#settings.mayRepeat) {
      call.misses = 0;
      call.heardAt = now();
      // Of those that Redis has, the hosts take care.
      if (!isThere) this.#orders.repeat(call);
    } else if (isThere) {
      this.#link.stop(call.id);
      this.#orders.fail(call, errors.workerDied(name, 'died, or lost its connection,'));
    } else this.#orders.fail(call, clusterErrors.lost(name));
  }

  async #warnIfNobodyWorks(): Promise<void> {
    if ((await this.#link.countHosts()) > 0) return;
    this.#hasWarned = true;
    const { queue } = this.#settings;
    process.emitWarning(
      `No worker takes calls of the queue "${queue}", and they wait. Start one: npx to-thread worker --queue ${queue} --allow 'src/**'`,
      'ToThreadWarning',
    );
  }
}
