import { nextSync } from './sequence.mjs';
export async function label(name) {
  return `${name}-${nextSync()}`;
}
