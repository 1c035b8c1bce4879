import fs from 'node:fs';
export async function save(check, value, file) {
  const isValid = check(value);
  const help = fs.readFileSync(file, 'utf8');
  return isValid ? 'saved' : `${check.errors.join()}: ${help}`;
}
