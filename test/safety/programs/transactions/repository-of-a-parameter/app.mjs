import fs from 'node:fs';
export async function register(people, name, portrait) {
  const found = people.find(name);
  if (found !== undefined) throw new Error('taken');
  const size = fs.readFileSync(portrait).length;
  const number = people.insertOne(name, size);
  return `${name} ${number}`;
}
