import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
export async function hash(password) {
  const salt = randomBytes(16);
  const key = scryptSync(password, salt, 32);
  return `${salt.toString('hex')}:${key.toString('hex')}`;
}
export async function verify(password, stored) {
  const [salt, key] = stored.split(':').map((part) => Buffer.from(part, 'hex'));
  return timingSafeEqual(scryptSync(password, salt, 32), key);
}
