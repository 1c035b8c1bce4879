import { Buffer } from 'node:buffer';

/** What both sides have executed. */

export function nothing() {
  return 0;
}

export function bytes(length) {
  return Buffer.alloc(length, 7);
}
