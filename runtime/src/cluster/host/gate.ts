import type { FunctionKey } from '../../worker/protocol.ts';
import { WIRE_VERSION, type CallData } from '../wire/format.ts';
import type { FarKey } from '../wire/far-key.ts';
import { isSigned } from '../wire/signature.ts';
import { AllowList } from './allow-list.ts';
import { localKeyOf, type Resolving } from './local-key.ts';
import type { HostSettings } from './options.ts';
import { Refusal } from './refusal.ts';

/** A job that holds a call. */
export interface CallJob {
  readonly id?: string | undefined;
  readonly data: unknown;
  /** How many hosts have begun it, this one included. */
  readonly attemptsStarted: number;
}

/** How many names of functions are kept. */
const MOST_KEPT = 512;
/** How often the ids of calls that have expired are forgotten, in calls. */
const SWEEP = 1000;

/** Says which calls a host makes. */
export class Gate {
  readonly #settings: HostSettings;
  readonly #resolving: Resolving;
  /** What names of functions have come to: how the threads know it, or why it is not called. */
  readonly #keys = new Map<string, FunctionKey | Refusal>();
  /** Calls that this host has begun, until they expire. */
  readonly #begun = new Map<string, number>();

  constructor(settings: HostSettings) {
    this.#settings = settings;
    const { root, name, allow, functionTexts, anyVersion } = settings;
    this.#resolving = { root, host: name, allowed: new AllowList(allow), functionTexts, anyVersion };
  }

  /**
   * Whether this job is a call that somebody has made who knows the secret. Before that is known, nothing of it is looked at.
   *
   * @throws Error saying why not. Nobody knows whom to tell.
   */
  identify({ id = '', data }: CallJob): CallData {
    const { secret, queue } = this.#settings;
    const call = Object(data) as Partial<CallData>;
    if (call.version !== WIRE_VERSION) {
      const theirs = typeof call.version === 'number' ? call.version : 'none';
      throw new Error(
        `it is written in version ${theirs} of the format, and this worker reads ${WIRE_VERSION}`,
      );
    }
    const isWhole = typeof call.signature === 'string' && typeof call.args === 'string';
    if (!isWhole || !isSigned(secret, queue, id, call as CallData))
      throw new Error('its signature is not right: the secrets differ, or somebody has changed the call');
    return call as CallData;
  }

  /**
   * How the threads of this host know the function.
   *
   * @param now what it is by the clock of Redis
   * @throws Refusal saying why the call is not made
   */
  admit({ id = '', attemptsStarted }: CallJob, call: CallData, now: number): FunctionKey {
    const { name, mayRepeat, expires, key } = call;
    if (expires <= now) throw new Refusal('ERR_CALL_EXPIRED', `${name} was not begun by its deadline.`);
    if (!mayRepeat) {
      if (attemptsStarted > 1)
        throw new Refusal('ERR_WORKER_DIED', `The worker running ${name} died before the call finished.`);
      if (this.#begun.has(id)) throw new Refusal('ERR_CALL_REPEATED', `${name} has been called before.`);
    }
    if (this.#begun.size % SWEEP === SWEEP - 1) this.#forget(now);
    this.#begun.set(id, expires);
    return this.#resolve(key, name);
  }

  #resolve(far: FarKey, name: string): FunctionKey {
    const text = JSON.stringify(far);
    const known = this.#keys.get(text) ?? this.#lookFor(far, name);
    if (this.#keys.size >= MOST_KEPT) this.#keys.clear();
    this.#keys.set(text, known);
    if (known instanceof Refusal) throw known;
    return known;
  }

  #lookFor(far: FarKey, name: string): FunctionKey | Refusal {
    try {
      return localKeyOf(far, name, this.#resolving);
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  }

  #forget(now: number): void {
    for (const [id, expires] of this.#begun) if (expires <= now) this.#begun.delete(id);
  }
}
