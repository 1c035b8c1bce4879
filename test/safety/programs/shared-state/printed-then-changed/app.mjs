import { readFileSync } from 'node:fs';
export async function rename(user, file) {
  console.log(`was ${user.name}`);
  const name = readFileSync(file, 'utf8');
  user.name = `${name} the ${user.rank}`;
}
