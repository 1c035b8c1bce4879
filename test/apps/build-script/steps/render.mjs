import { readFileSync } from 'node:fs';

const [page, valuesFile] = process.argv.slice(2);
const values = JSON.parse(readFileSync(valuesFile, 'utf8'));

const html = readFileSync(page, 'utf8').replace(/\{\{\s*(?:asset\s+)?([\w./-]+)\s*\}\}/g, (place, name) => {
  const value = values.assets[name] ?? values[name];
  if (value === undefined) {
    console.error(`${page.split(/[\\/]/).at(-1)}: nothing to put in ${place}`);
    process.exit(4);
  }
  return value;
});
process.stdout.write(html);
