import { appendFileSync as append } from 'node:fs';
export const writeDocument = async (file, parts) => {
  for (const part of parts) {
    if (part === '') continue;
    append(file, part);
  }
};
