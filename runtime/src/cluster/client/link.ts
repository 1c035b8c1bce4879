import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { clockOffset, connect, disconnect, HOW_TO_GET_REDIS } from '../connection.ts';
import type { Peers } from '../peers.ts';
import { KEPT, replyStream, stopChannel, type CallData } from '../wire/format.ts';
import type { ClusterSettings } from './options.ts';
import { ReplyReader, type OnReply } from './replies.ts';
import { settlesWithin } from '../settles-within.ts';

/** How long Redis may take for what it has been told, when nobody waits for that any more. */
const PATIENCE = 1000;

/** What Redis knows of a job. */
export interface JobState {
  /** Whether there is such a job. */
  readonly isThere: boolean;
  /** Whether a host has begun it at some time. */
  readonly hasBegun: boolean;
  /** Whether a host holds it now. */
  readonly isHeld: boolean;
  /** Why it has failed, if it has. */
  readonly failure: string | undefined;
}

/** A job to be added. */
export interface NewJob {
  readonly id: string;
  readonly data: CallData;
  readonly priority: number | undefined;
}

/** A client's connections to Redis, and all that is asked of it. */
export class Link {
  /** The stream of the replies to this client. */
  readonly stream: string;
  readonly #settings: ClusterSettings;
  readonly #commands: Redis;
  readonly #queue: Queue;
  readonly #reader: ReplyReader;
  /** Resolves when the time of Redis is known. */
  readonly ready: Promise<void>;
  /** How far the clock of Redis is ahead. */
  #offset = 0;
  /** What has been said to Redis and has not been answered. */
  readonly #unanswered = new Set<Promise<unknown>>();
  #isBusy = false;

  constructor(settings: ClusterSettings, client: string, peers: Peers, onReply: OnReply) {
    this.#settings = settings;
    this.stream = replyStream(settings.prefix, settings.queue, client);
    const tell = (reason: Error): void => {
      process.emitWarning(
        `Redis cannot be reached (${reason.message || String(reason)}), and calls wait until it can. ${HOW_TO_GET_REDIS}`,
        'ToThreadWarning',
      );
    };
    this.#commands = connect(peers, settings.connection, tell);
    const replies = connect(peers, settings.connection, undefined, 0);
    for (const client of [this.#commands, replies]) {
      client.on('connect', () => {
        this.#holdOrLetGo(client);
      });
    }
    this.#queue = new peers.Queue(settings.queue, {
      connection: this.#commands,
      prefix: settings.prefix,
      skipMetasUpdate: true,
    });
    this.#queue.on('error', () => undefined);
    this.#reader = new ReplyReader(replies, this.#commands, this.stream, onReply);
    this.ready = clockOffset(this.#commands).then((offset) => {
      this.#offset = offset;
    });
  }

  /** Whether the process is to stay for this. */
  set isBusy(isBusy: boolean) {
    if (this.#isBusy === isBusy) return;
    this.#isBusy = isBusy;
    for (const client of [this.#commands, this.#reader.connection]) this.#holdOrLetGo(client);
  }

  /** What it is by the clock of Redis. */
  now(): number {
    return Date.now() + this.#offset;
  }

  /** Since when all replies are known to have been read, on the clock of `now()` in `worker/protocol.ts`. */
  get readUpTo(): number {
    return this.#reader.readUpTo;
  }

  /** Adds a job. One that is there already is not added again, so that this can be said twice. */
  async add({ id, data, priority }: NewJob): Promise<void> {
    // Several in one command would be given up with a connection, where one is said again.
    const added = this.#queue.add(data.name, data, {
      jobId: id,
      removeOnComplete: true,
      removeOnFail: { age: KEPT / 1000 },
      ...(priority !== undefined && { priority }),
    });
    await this.#answered(added);
  }

  /** Takes a job back, or has it stopped if a host holds it. */
  stop(id: string): void {
    const stopped = this.#queue.remove(id).then(async (removed) => {
      if (removed === 0) await this.#commands.publish(stopChannel(this.#settings.queue), id);
    });
    this.#answered(stopped).catch(() => undefined);
  }

  /** How jobs are. */
  async look(ids: readonly string[]): Promise<JobState[]> {
    const { prefix, queue } = this.#settings;
    const pipeline = this.#commands.pipeline();
    for (const id of ids) {
      const key = `${prefix}:${queue}:${id}`;
      pipeline.hmget(key, 'timestamp', 'processedOn', 'finishedOn', 'failedReason').exists(`${key}:lock`);
    }
    const answers = (await this.#answered(pipeline.exec())) ?? [];
    return ids.map((_id, i) => {
      const [error, fields] = answers[2 * i] ?? [];
      if (error) throw error;
      const [timestamp, processedOn, finishedOn, failedReason] = fields as (string | null)[];
      return {
        isThere: typeof timestamp === 'string',
        hasBegun: typeof processedOn === 'string',
        isHeld: answers[2 * i + 1]?.[1] === 1,
        failure: typeof finishedOn === 'string' ? (failedReason ?? '') : undefined,
      };
    });
  }

  /** How many hosts take calls. */
  countHosts(): Promise<number> {
    return this.#answered(this.#queue.getWorkersCount());
  }

  /** Ends when all that has been said has been answered, or after a second. */
  async close(): Promise<void> {
    await settlesWithin(Promise.allSettled(this.#unanswered), PATIENCE);
    this.#reader.close();
    await this.#queue.close();
    disconnect(this.#commands);
  }

  #answered<Answer>(answer: Promise<Answer>): Promise<Answer> {
    this.#unanswered.add(answer);
    const forget = (): void => {
      this.#unanswered.delete(answer);
    };
    answer.then(forget, forget);
    return answer;
  }

  #holdOrLetGo({ stream }: Redis): void {
    // ioredis declares less of it.
    const socket = stream as { ref?: () => void; unref?: () => void } | undefined;
    if (this.#isBusy) socket?.ref?.();
    else socket?.unref?.();
  }
}
