import fs, { readFileSync } from 'node:fs';
import { toThread } from 'to-thread';

export function load(path) {
  return toThread(fs.readFileSync, path, 'utf8');
}

export function loadByName(path) {
  return toThread(readFileSync, path, 'utf8');
}
