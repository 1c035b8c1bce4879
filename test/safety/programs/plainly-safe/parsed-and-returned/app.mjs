import fs from 'node:fs';
export const readJson = async (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
