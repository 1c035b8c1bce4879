import fs from 'node:fs';
import { book, isTaken } from './seats.mjs';
export async function seat(number, note) {
  if (isTaken(number)) throw new Error('taken');
  const text = fs.readFileSync(note, 'utf8');
  return book(number, text);
}
