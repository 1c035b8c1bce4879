import fs from 'node:fs';
import { save, trash } from './files.mjs';
export async function add(file, item) {
  const list = JSON.parse(fs.readFileSync(file, 'utf8'));
  list.push(item);
  save(file, list);
}
export async function take(file) {
  try {
    const text = fs.readFileSync(file, 'utf8');
    trash(file);
    return text;
  } catch (error) {
    return error.code;
  }
}
