import * as errors from '../errors.ts';
import type { AnyFunction } from '../function-reference/function-reference.ts';
import { nameOf, references } from '../function-reference/function-reference.ts';
import { inspect, showAs } from '../node.ts';
import type { Task } from '../pool/task.ts';
import type { TaskPool } from '../pool/task-pool.ts';
import type { Call, CallState } from './call.ts';

/** What is done about a call while it goes its way. */
export interface Handle {
  /** It runs in this thread, which nobody can stop. */
  runsHere(): void;
  /** It is in the pool now. */
  isIn(pool: TaskPool, task: Task): void;
  /** @throws the reason why it is not to go there */
  throwIfStopped(): void;
  /** It is about to be rejected. */
  fails(error: unknown): void;
  /** It is over, whatever has become of it. */
  ends(): void;
}

/** A call that has been made. */
export class StartedCall implements Call<unknown>, Handle {
  readonly #result: Promise<unknown>;
  readonly #fn: AnyFunction;
  #pool: TaskPool | undefined;
  #task: Task | undefined;
  #isHere = false;
  readonly #failure: Failure;
  #isMade = false;
  #isLookedAt = false;
  /** Why it has been stopped before it was in the pool. */
  #stopped: { readonly reason: unknown } | undefined;
  #end: CallState | undefined;

  /** @param begin makes the call */
  constructor(fn: AnyFunction, begin: (handle: Handle) => Promise<unknown>) {
    this.#fn = fn;
    showAs(this, () => `Call ${inspect({ name: this.#name, state: this.state })}`);
    this.#failure = { name: nameOf(fn) };
    this.#result = begin(this);
    this.#isMade = true;
    // What is wrong with a call is known before it is made.
    if (this.#end) this.#keepFailure();
  }

  get result(): Promise<unknown> {
    this.#isLookedAt = true;
    this.#failure.thrown = undefined;
    return this.#result;
  }

  /** As errors have it. */
  get #name(): string {
    return references.get(this.#fn)?.name ?? nameOf(this.#fn);
  }

  get state(): CallState {
    if (this.#end) return this.#end;
    if (this.#isAborted()) return 'aborted';
    const hasBegun = this.#isHere || (this.#task !== undefined && this.#pool?.hasBegun(this.#task) === true);
    return hasBegun ? 'running' : 'waiting';
  }

  cancel(): boolean {
    const reason = errors.cancelledBefore(this.#name);
    if (this.#end || this.#isHere || this.#isAborted()) return false;
    const isCancelled = this.#task ? this.#pool?.cancel(this.#task, reason) === true : this.#stop(reason);
    if (isCancelled) this.#ignoreRejection();
    return isCancelled;
  }

  abort(reason: unknown = errors.aborted(this.#name)): void {
    if (this.#end || this.#isHere || this.#isAborted()) return;
    if (this.#task) this.#pool?.abort(this.#task, reason);
    else this.#stop(reason);
    this.#ignoreRejection();
  }

  runsHere(): void {
    this.#isHere = true;
  }

  isIn(pool: TaskPool, task: Task): void {
    this.#pool = pool;
    this.#task = task;
  }

  throwIfStopped(): void {
    if (this.#stopped) throw this.#stopped.reason;
  }

  fails(error: unknown): void {
    this.#failure.thrown = { error };
  }

  ends(): void {
    const failure = this.#isAborted() ? 'aborted' : 'failed';
    this.#end = this.#failure.thrown ? failure : 'completed';
    if (this.#isMade) this.#keepFailure();
  }

  #stop(reason: unknown): true {
    this.#stopped = { reason };
    return true;
  }

  #isAborted(): boolean {
    return this.#stopped !== undefined || this.#task?.isAborted === true;
  }

  /** Who stops a call knows how it ends. */
  #ignoreRejection(): void {
    this.result.catch(() => undefined);
  }

  /** Who holds a call may look at it later: its rejection is unhandled only for who has looked and not handled it. */
  #keepFailure(): void {
    const failure = this.#failure;
    if (this.#isLookedAt) failure.thrown = undefined;
    if (!failure.thrown) return;
    this.#result.catch(() => undefined);
    unseen ??= new FinalizationRegistry(warn);
    unseen.register(this, failure);
  }
}

/** How a call has failed, as long as nobody has looked at it. */
interface Failure {
  readonly name: string;
  thrown?: { readonly error: unknown } | undefined;
}

/** Failures of calls that may go without anybody having looked at them. */
let unseen: FinalizationRegistry<Failure> | undefined;

function warn({ name, thrown }: Failure): void {
  if (thrown) process.emitWarning(errors.unseen(name, inspect(thrown.error)), 'ToThreadWarning');
}
