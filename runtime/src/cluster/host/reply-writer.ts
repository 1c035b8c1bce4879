import type { Redis } from 'ioredis';
import type { Duplex } from 'node:stream';
import { FIELDS, KEPT } from '../wire/format.ts';
import { sealReply } from '../wire/signature.ts';

/** How often Redis is told to keep the replies to a client, in milliseconds, and of how many clients that is known. */
const KEEP = 30_000;
const MOST_STREAMS = 1000;

/**
 * Writes what a host says of calls into the streams of their clients. It is not waited for: on this connection it comes
 * before all that is said after it, that the job is done among them. Nothing is lost with the connection, since what was not
 * answered is said again on the next.
 */
export class ReplyWriter {
  readonly #commands: Redis;
  readonly #secret: string;
  readonly #tell: (call: string, reason: string) => void;
  /** When each stream was last said to be kept. */
  readonly #keptSince = new Map<string, number>();

  /** @param tell told of what Redis has refused */
  constructor(commands: Redis, secret: string, tell: (call: string, reason: string) => void) {
    this.#commands = commands;
    this.#secret = secret;
    this.#tell = tell;
  }

  /**
   * @param id the job
   * @param said the bytes of a `Reply`
   */
  write(stream: string, id: string, said: Uint8Array): void {
    const sealed = sealReply(this.#secret, stream, id, said);
    const tell = (error: unknown): void => {
      this.#tell(id, String(error));
    };
    this.#gatherTurn();
    this.#commands.xadd(stream, '*', FIELDS.id, id, FIELDS.reply, sealed).catch(tell);
    const now = performance.now();
    if (now - (this.#keptSince.get(stream) ?? -Infinity) < KEEP) return;
    if (this.#keptSince.size >= MOST_STREAMS) this.#keptSince.clear();
    this.#keptSince.set(stream, now);
    this.#commands.pexpire(stream, KEPT).catch(tell);
  }

  /** What is said in the same turn, of the job first of all, goes in one packet. */
  #gatherTurn(): void {
    const socket = this.#commands.stream as Partial<Duplex> | undefined;
    socket?.cork?.();
    process.nextTick(() => socket?.uncork?.());
  }
}
