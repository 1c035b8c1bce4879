import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import { deserialize } from 'node:v8';
import { WIRE_VERSION, type CallData, type Reply } from './format.ts';

/*
 * Whoever can write to Redis could make hosts call anything, and clients deserialize anything. So nothing is looked at
 * that is not signed with the secret that both know.
 */

const BYTES = 32;

/** Made once for each secret, of which a process has one or two. */
const keys = new Map<string, KeyObject>();

function keyOf(secret: string): KeyObject {
  const known = keys.get(secret) ?? createSecretKey(secret, 'utf8');
  keys.set(secret, known);
  return known;
}

function hmac(secret: string, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const mac = createHmac('sha256', keyOf(secret));
  // What is short goes in one piece, since each takes longer to be handed over than to be hashed.
  let texts = '';
  for (const part of parts) {
    // With its length before it, no part can be taken for a part of another.
    texts += `${Buffer.byteLength(part)}:`;
    if (typeof part === 'string') texts += part;
    else {
      mac.update(texts).update(part);
      texts = '';
    }
  }
  return mac.update(texts).digest();
}

function callSignature(secret: string, queue: string, id: string, data: Omit<CallData, 'signature'>): Buffer {
  const { version, name, key, manner, writer, args, expires, reply, mayRepeat } = data;
  const rest = JSON.stringify([version, name, key, manner, writer, expires, reply, mayRepeat]);
  return hmac(secret, 'call', queue, id, rest, args);
}

/** Signs a call for one job in one queue. */
export function signCall(
  secret: string,
  queue: string,
  id: string,
  data: Omit<CallData, 'signature'>,
): CallData {
  return { ...data, signature: callSignature(secret, queue, id, data).toString('base64') };
}

/** Whether somebody who knows the secret has made this very call. */
export function isSigned(secret: string, queue: string, id: string, data: CallData): boolean {
  const given = Buffer.from(data.signature, 'base64');
  return given.length === BYTES && timingSafeEqual(given, callSignature(secret, queue, id, data));
}

/**
 * A reply as bytes: the version, the signature, and what is said.
 *
 * @param said the bytes of a `Reply`
 */
export function sealReply(secret: string, stream: string, id: string, said: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(WIRE_VERSION), hmac(secret, 'reply', stream, id, said), said]);
}

/** What a host has said; undefined if nobody who knows the secret has said that of this call. */
export function openReply(secret: string, stream: string, id: string, sealed: Buffer): Reply | undefined {
  const given = sealed.subarray(1, 1 + BYTES);
  const said = sealed.subarray(1 + BYTES);
  if (sealed[0] !== WIRE_VERSION || given.length < BYTES) return undefined;
  const isRight = timingSafeEqual(given, hmac(secret, 'reply', stream, id, said));
  return isRight ? (deserialize(said) as Reply) : undefined;
}
