import fs from 'node:fs';
import { Validator } from './validator.mjs';
const validator = new Validator(3);
export async function save(value, file) {
  const isValid = validator.validate(value);
  const help = fs.readFileSync(file, 'utf8');
  return isValid ? 'saved' : `${validator.errors}: ${help}`;
}
