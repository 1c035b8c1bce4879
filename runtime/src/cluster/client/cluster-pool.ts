import { randomBytes } from 'node:crypto';
import type { ExecutorStats, ShutdownOptions } from '../../executor/executor.ts';
import type { Settings } from '../../executor/options.ts';
import * as errors from '../../errors.ts';
import { Accounts } from '../../pool/accounts.ts';
import { Door } from '../../pool/door.ts';
import type { Task } from '../../pool/task.ts';
import type { TaskPool } from '../../pool/task-pool.ts';
import { now } from '../../worker/protocol.ts';
import { SEPARATOR } from '../../worker/manner.ts';
import type { Peers } from '../peers.ts';
import { WIRE_VERSION } from '../wire/format.ts';
import { toBytes } from '../wire/payload.ts';
import { openReply, signCall } from '../wire/signature.ts';
import * as clusterErrors from './errors.ts';
import { FarKeys } from './far-keys.ts';
import { Link, type NewJob } from './link.ts';
import type { ClusterSettings } from './options.ts';
import type { FarCall } from './far-call.ts';
import { messageOf } from './reply-message.ts';
import { Watchman } from './watchman.ts';

/** How many calls Redis is told of before it has answered. */
const AT_A_TIME = 500;

/** This client stops a call at its time limit itself; hosts do so later, in milliseconds, in case that it is gone. */
const MARGIN = 1000;

/** How long a host is counted after it was last heard of, in milliseconds. */
const HEARD = 60_000;

/** Brings tasks to other machines, and what they reply back. */
export class ClusterPool implements TaskPool {
  readonly #name: string;
  readonly #settings: ClusterSettings;
  readonly #client = randomBytes(8).toString('hex');
  readonly #link: Link;
  readonly #door: Door;
  readonly #accounts: Accounts;
  readonly #watchman: Watchman;
  /** Calls that are not over, by the ids of their jobs, in the order in which they were made. */
  readonly #calls = new Map<string, FarCall>();
  readonly #callOf = new Map<Task, FarCall>();
  /** When each host was heard of. */
  readonly #hosts = new Map<string, number>();
  readonly #farKeys: FarKeys;
  /** What is to be added, one after the other. */
  readonly #outbox = new Set<FarCall>();
  #unanswered = 0;
  /** Whether the time of Redis is known. */
  #isReady = false;
  #made = 0;
  #isEnding = false;
  #end: () => void = () => undefined;
  readonly #ended = new Promise<void>((resolve) => {
    this.#end = resolve;
  });

  constructor(general: Settings, settings: ClusterSettings, peers: Peers) {
    this.#name = general.name;
    this.#settings = settings;
    this.#farKeys = new FarKeys(settings);
    this.#door = new Door(general, () => this.#accounts.pending);
    this.#accounts = new Accounts(() => {
      this.#door.tell();
    });
    this.#link = new Link(settings, this.#client, peers, (id, sealed) => {
      this.#onReply(id, sealed);
    });
    // If it never is, nobody waits any more.
    this.#link.ready.then(
      () => {
        this.#isReady = true;
        this.#post();
      },
      () => undefined,
    );
    this.#watchman = new Watchman(this.#calls, settings, this.#link, {
      fail: (call, error) => {
        if (error.code === 'ERR_WORKER_DIED') this.#accounts.counts.replaced++;
        this.#finish(call, () => {
          this.#accounts.end(call.task, error);
        });
      },
      repeat: (call) => {
        this.#send(call);
      },
    });
  }

  stats(): ExecutorStats {
    const running = [...this.#calls.values()].filter(({ hasBegun }) => hasBegun).length;
    const workers = [...this.#hosts.values()].filter((heardAt) => now() - heardAt < HEARD).length;
    return { ...this.#accounts.stats(running), workers, abandoned: 0 };
  }

  /** Nobody but those who run them starts hosts. */
  warmUp(): void {
    return undefined;
  }

  /** There is no initializer that could fail. */
  fail(): void {
    return undefined;
  }

  expect(): void {
    this.#door.check(false);
    this.#setPending(1);
  }

  unexpect(): void {
    this.#accounts.pending--;
    // The task itself comes in this turn, if it comes.
    queueMicrotask(() => {
      this.#setPending(0);
    });
  }

  ready(): Promise<void> {
    return this.#door.ready();
  }

  submit(task: Task, wasExpected: boolean, hasPlace: boolean): void {
    this.#door.check(wasExpected);
    if (!hasPlace) this.#door.checkPlace();
    const [, named, form, payload, writer] = task.message;
    const [key = '', manner = ''] = named.split(SEPARATOR);
    const args = toBytes({ form, payload });
    const { maxPayload } = this.#settings;
    if (args.length > maxPayload) throw clusterErrors.payloadTooLarge(task.name, args.length, maxPayload);
    const call: FarCall = {
      ...{ task, id: `${this.#client}-${++this.#made}`, key: this.#farKeys.of(key, task.name), manner },
      ...{ writer: writer ?? null, args: args.toString('base64'), heardAt: now() },
      ...{ isSent: false, hasBegun: false, expires: undefined, misses: 0, missedAt: 0 },
    };
    this.#calls.set(call.id, call);
    this.#callOf.set(task, call);
    this.#setPending(1);
    this.#watchman.start();
    const { turn } = task;
    if (turn?.hasCome === false) {
      turn.whenCome(() => {
        this.#send(call);
      });
    } else this.#send(call);
  }

  hasBegun(task: Task): boolean {
    return this.#callOf.get(task)?.hasBegun === true;
  }

  cancel(task: Task, reason: unknown): boolean {
    if (task.isOver || this.hasBegun(task)) return false;
    this.abort(task, reason);
    return true;
  }

  abort(task: Task, reason: unknown): void {
    const call = this.#callOf.get(task);
    if (!call) return;
    if (call.isSent) this.#link.stop(call.id);
    this.#finish(call, () => {
      this.#accounts.end(task, reason, 'aborted');
    });
  }

  shutdown({ wait = true, cancelPending = false }: ShutdownOptions): Promise<void> {
    this.#door.close(() => errors.shutDown(this.#name));
    if (cancelPending) {
      const reason = (): Error => errors.cancelled(this.#name);
      this.#door.cancel(reason);
      for (const { task } of [...this.#calls.values()]) this.cancel(task, reason());
    }
    this.#endIfFinished();
    return wait ? this.#ended : Promise.resolve();
  }

  terminate(): Promise<void> {
    this.#door.cancel(() => errors.terminated(this.#name));
    for (const { task } of [...this.#calls.values()]) this.abort(task, errors.terminated(this.#name));
    this.#endIfFinished();
    return this.#ended;
  }

  #send(call: FarCall): void {
    this.#outbox.add(call);
    this.#post();
  }

  /** Redis is told of no more calls than it answers: what waits there would be said again with every connection. */
  #post(): void {
    if (!this.#isReady) return;
    for (const call of this.#outbox) {
      if (this.#unanswered >= AT_A_TIME) return;
      this.#outbox.delete(call);
      if (!call.task.isOver) void this.#add(call);
    }
  }

  async #add(call: FarCall): Promise<void> {
    call.isSent = true;
    call.heardAt = now();
    this.#unanswered++;
    try {
      await this.#link.add(this.#jobOf(call, this.#link.now()));
    } catch (error) {
      this.#finish(call, () => {
        this.#accounts.end(call.task, error);
      });
    }
    this.#unanswered--;
    this.#post();
  }

  #jobOf(call: FarCall, redisNow: number): NewJob {
    const { id, key, manner, writer, args, task } = call;
    const { queue, secret, deadline, mayRepeat } = this.#settings;
    call.expires ??= Math.round(redisNow + Math.min(deadline, (task.timeout ?? Infinity) + MARGIN));
    const head = { version: WIRE_VERSION, name: task.name, key, manner, writer, args };
    const unsigned = { ...head, expires: call.expires, reply: this.#link.stream, mayRepeat };
    return { id, data: signCall(secret, queue, id, unsigned), priority: task.priority };
  }

  #onReply(id: string, sealed: Buffer): void {
    const call = this.#calls.get(id);
    const reply = call && openReply(this.#settings.secret, this.#link.stream, id, sealed);
    if (!reply) return;
    const [kind, host] = reply;
    this.#hosts.set(host, now());
    call.heardAt = now();
    call.hasBegun = true;
    if (kind === 'began') return;
    this.#finish(call, () => {
      if (reply[0] === 'failed') {
        const [, , code, message] = reply;
        if (code === 'ERR_WORKER_DIED') this.#accounts.counts.replaced++;
        this.#accounts.end(call.task, clusterErrors.failedThere(code, message));
      } else this.#accounts.settle(call.task, messageOf(reply, call.task));
    });
  }

  /** @param end ends the task */
  #finish(call: FarCall, end: () => void): void {
    if (!this.#calls.delete(call.id)) return;
    this.#callOf.delete(call.task);
    try {
      end();
    } catch (error) {
      // What a host says may be more than this version understands.
      this.#accounts.end(call.task, error);
    }
    this.#setPending(0);
  }

  #setPending(change: number): void {
    this.#accounts.pending += change;
    this.#link.isBusy = this.#accounts.pending > 0;
    this.#endIfFinished();
  }

  #endIfFinished(): void {
    if (!this.#door.isClosed || this.#accounts.pending > 0 || this.#isEnding) return;
    this.#isEnding = true;
    this.#watchman.stop();
    void this.#link.close().then(this.#end);
  }
}
