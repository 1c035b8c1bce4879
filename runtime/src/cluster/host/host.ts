import type { Job, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { serialize } from 'node:v8';
import { moduleFunction, ThreadPoolExecutor } from '../../index.ts';
import { SEPARATOR } from '../../worker/manner.ts';
import { clockOffset, connect, HOW_TO_GET_REDIS } from '../connection.ts';
import type { Peers } from '../peers.ts';
import { stopChannel, type CallData, type Reply } from '../wire/format.ts';
import { here } from '../here.ts';
import { settlesWithin } from '../settles-within.ts';
import { Gate } from './gate.ts';
import type { Log } from './log.ts';
import type { HostSettings } from './options.ts';
import type { relay } from './relay.ts';
import { Refusal } from './refusal.ts';
import { ReplyWriter } from './reply-writer.ts';

/** In the package it is beside the program of the command. */
const relayed = moduleFunction<typeof relay>('./relay.js', 'relay', here);

/** Milliseconds after which the client is told that a call has begun: of shorter ones it hears soon enough. */
const LONG = 50;
/** How often Redis is asked for its time, in milliseconds. */
const HEARTBEAT = 5000;
/** How long it is remembered that a call is not wanted which has not come yet. */
const FORGET = 60_000;

/** Milliseconds behind the grace after which it ends without having told Redis what became of its calls. */
const FAREWELL = 5000;

/** Why a call is stopped. */
const NOT_WANTED = 'its caller does not want it any more';
const TOO_LATE = 'the worker ends';

/** Takes calls from a queue, and makes them on threads of this machine. */
export class Host {
  readonly #settings: HostSettings;
  readonly #peers: Peers;
  readonly #log: Log;
  readonly #gate: Gate;
  readonly #pool: ThreadPoolExecutor;
  readonly #commands: Redis;
  readonly #replies: ReplyWriter;
  readonly #stops: Redis;
  readonly #worker: Worker;
  readonly #running = new Map<string, AbortController>();
  readonly #unwanted = new Set<string>();
  readonly #heartbeat: NodeJS.Timeout;
  #offset = 0;
  /** When Redis has answered. When the process began is as good: it has some time for that. */
  #answeredAt = 0;
  #state: 'starting' | 'ready' | 'draining' | 'ended' = 'starting';
  /** How many calls were made, and how many were not. */
  readonly counts = { made: 0, refused: 0 };

  constructor(settings: HostSettings, peers: Peers, log: Log) {
    const { concurrency, ahead, name, queue, prefix, lock } = settings;
    this.#settings = settings;
    this.#peers = peers;
    this.#log = log;
    this.#gate = new Gate(settings);
    this.#pool = new ThreadPoolExecutor({
      maxWorkers: concurrency,
      minWorkers: 1,
      idleTimeout: 60_000,
      name,
    });
    const tell = (reason: Error): void => {
      log('unreachable', { reason: reason.message || String(reason), advice: HOW_TO_GET_REDIS });
    };
    this.#commands = connect(peers, settings.connection, tell);
    this.#replies = new ReplyWriter(this.#commands, settings.secret, (call, reason) => {
      if (this.#state !== 'ended') log('error', { call, reason });
    });
    this.#stops = connect(peers, settings.connection);
    this.#stops.on('message', (_channel, id: string) => {
      this.#stop(id);
    });
    this.#worker = new peers.Worker(queue, (job, token) => this.#take(job, token), {
      ...{ connection: this.#commands, prefix, concurrency: concurrency + ahead, name, autorun: false },
      // Threads do not hold up the loop that renews the locks, so that these can be short.
      ...{ lockDuration: lock, stalledInterval: lock / 2 },
      // Whether a call is made once more is said in the call.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
    });
    this.#worker.on('error', (error) => {
      if (this.#commands.status === 'ready') log('error', { reason: error.message });
    });
    this.#worker.on('stalled', (id) => {
      log('taken-over', { call: id });
    });
    this.#heartbeat = setInterval(() => void this.#beat(), HEARTBEAT);
  }

  /** Resolves when it takes calls. */
  async start(): Promise<void> {
    await this.#beat();
    await this.#stops.subscribe(stopChannel(this.#settings.queue));
    await this.#worker.waitUntilReady();
    await this.#warnIfForgetful();
    void this.#worker.run().catch((error: unknown) => {
      this.#log('error', { reason: String(error) });
    });
    if (this.#state === 'starting') this.#state = 'ready';
  }

  get isReady(): boolean {
    return this.#state === 'ready' && this.isHealthy;
  }

  /** Whether Redis has answered lately. */
  get isHealthy(): boolean {
    return this.#state !== 'ended' && performance.now() - this.#answeredAt < 4 * HEARTBEAT;
  }

  get runningCalls(): number {
    return this.#running.size;
  }

  /** How many calls wait for a host. */
  async countWaiting(): Promise<number> {
    const { prefix, queue } = this.#settings;
    const key = `${prefix}:${queue}`;
    const [plain, prioritized] = await Promise.all([
      this.#commands.llen(`${key}:wait`),
      this.#commands.zcard(`${key}:prioritized`),
    ]);
    return plain + prioritized;
  }

  /**
   * Takes no more calls, and ends when those that run have ended, or are stopped.
   *
   * @param grace milliseconds after which they are
   */
  async drain(grace: number): Promise<void> {
    this.#state = 'draining';
    const timer = setTimeout(() => {
      this.#log('stopping', { calls: this.#running.size });
      for (const controller of this.#running.values()) controller.abort(TOO_LATE);
    }, grace);
    // Without Redis it would wait for it, and for ever.
    const isClosed = await settlesWithin(this.#worker.close(), grace + FAREWELL);
    if (!isClosed)
      this.#log('unreachable', { reason: 'Redis did not hear of the end', advice: HOW_TO_GET_REDIS });
    clearTimeout(timer);
    clearInterval(this.#heartbeat);
    this.#state = 'ended';
    await this.#pool.shutdown({ wait: false });
    this.#stops.disconnect();
    this.#commands.disconnect();
  }

  async #take(job: Job, token: string | undefined): Promise<void> {
    const { id = '' } = job;
    let call: CallData;
    try {
      call = this.#gate.identify(job);
    } catch (error) {
      this.counts.refused++;
      const reason = (error as Error).message;
      this.#log('refused', { call: id, reason });
      throw new this.#peers.UnrecoverableError(reason);
    }
    const said = await this.#make(job, id, call);
    if (said === 'again') {
      await job.moveToWait(token);
      throw new this.#peers.WaitingError();
    }
    if (said) this.#replies.write(call.reply, id, said);
  }

  /** Makes a call, and gives what is to be said of it. */
  async #make(job: Job, id: string, call: CallData): Promise<Uint8Array | 'again' | undefined> {
    const { name, maxResult } = this.#settings;
    const controller = new AbortController();
    const { signal } = controller;
    const failed = (code: string, message: string): Uint8Array =>
      serialize(['failed', name, code, message] satisfies Reply);
    let began: NodeJS.Timeout | undefined;
    try {
      const now = Date.now() + this.#offset;
      const key = this.#gate.admit(job, call, now);
      if (this.#unwanted.has(id)) return undefined;
      this.#running.set(id, controller);
      began = setTimeout(() => {
        this.#replies.write(call.reply, id, serialize(['began', name] satisfies Reply));
      }, LONG);
      const named = JSON.stringify(key) + (call.manner && SEPARATOR + call.manner);
      const given: Parameters<typeof relay> = [named, call.writer ?? undefined, call.args, name];
      const said = await this.#pool.run(relayed, given, {
        signal,
        timeout: call.expires - now,
      });
      this.counts.made++;
      if (said.byteLength <= maxResult) return said;
      return failed(
        'ERR_PAYLOAD_TOO_LARGE',
        `The result of ${call.name} takes ${said.byteLength} bytes, and the worker ${name} sends at most ${maxResult}. ` +
          'Let it put what is large where both sides can get at it, and return its name; or start workers with --max-result.',
      );
    } catch (error) {
      if (error instanceof Refusal) {
        this.counts.refused++;
        this.#log('refused', { call: id, code: error.code, reason: error.message });
        return failed(error.code, error.message);
      }
      if (signal.reason === NOT_WANTED) return undefined;
      if (signal.reason === TOO_LATE) {
        if (call.mayRepeat) return 'again';
        return failed('ERR_WORKER_DIED', `The worker ${name} was stopped before ${call.name} finished.`);
      }
      const { name: kind, code, message } = error as Error & { readonly code?: unknown };
      if (kind === 'TimeoutError')
        return failed('ERR_CALL_EXPIRED', `${call.name} was stopped at its deadline.`);
      // Its thread has died under it, which is no reason to try again on this host or another.
      return failed(
        typeof code === 'string' ? code : 'ERR_WORKER_DIED',
        message.replaceAll('relay of ./relay.js', call.name),
      );
    } finally {
      clearTimeout(began);
      this.#running.delete(id);
    }
  }

  #stop(id: string): void {
    this.#running.get(id)?.abort(NOT_WANTED);
    this.#unwanted.add(id);
    setTimeout(() => this.#unwanted.delete(id), FORGET).unref();
  }

  async #beat(): Promise<void> {
    try {
      this.#offset = await clockOffset(this.#commands);
      this.#answeredAt = performance.now();
    } catch {
      // Then it is not healthy.
    }
  }

  /** Calls that wait are lost if Redis keeps nothing. */
  async #warnIfForgetful(): Promise<void> {
    const [, appends] = (await this.#commands.config('GET', 'appendonly').catch(() => [])) as string[];
    if (appends === 'no')
      this.#log('forgetful', {
        reason: 'Redis keeps nothing over a restart; calls that wait would be lost',
        advice: 'redis-server --appendonly yes',
      });
  }
}
