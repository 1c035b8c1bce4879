import { appendFileSync, readFileSync } from 'node:fs';
const defaults = { encoding: 'utf8' };
const options = Object.create(defaults);
export const add = async (file, text) => appendFileSync(file, text, options);
export const read = async (file) => readFileSync(file, Object.create(defaults, { flag: { value: 'r' } }));
