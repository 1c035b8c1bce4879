import { readFileSync } from 'node:fs';
export async function greet(findUser, id) {
  const user = await findUser(id);
  const template = readFileSync('greeting', 'utf8');
  return template.replace('{name}', user.name);
}
