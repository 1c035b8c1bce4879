import type { Connection } from '../connection.ts';

/** What a host is told. */
export interface HostSettings {
  readonly connection: Connection;
  readonly queue: string;
  readonly secret: string;
  readonly root: string;
  /** Globs of what may be called (see `AllowList`). */
  readonly allow: readonly string[];
  /** Its name, for messages. */
  readonly name: string;
  /** How many calls run at a time. */
  readonly concurrency: number;
  /** How many more are taken, so that threads find the next one there. These wait, even if other hosts have nothing to do. */
  readonly ahead: number;
  readonly functionTexts: boolean;
  readonly anyVersion: boolean;
  /** The most bytes that the result of a call may take. */
  readonly maxResult: number;
  /** Milliseconds after which the calls of a host that is not heard of are given up. */
  readonly lock: number;
  readonly prefix: string;
}
