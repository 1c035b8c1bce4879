import fs from 'node:fs';
const read = async (file) => {
  const text = fs.readFileSync(file, 'utf8');
  if (!text.startsWith('{')) throw new TypeError(file);
  return text;
};
export const load = async (files) => await Promise.all(files.map(read));
