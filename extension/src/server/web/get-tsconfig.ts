/** `get-tsconfig` in a browser, where there is no tsconfig.json to be read. */

export function getTsconfig(): null {
  return null;
}

export function parseTsconfig(): never {
  throw new Error('There is no disk to read a tsconfig.json from.');
}

export function createPathsMatcher(): null {
  return null;
}
