import { readFileSync } from 'node:fs';

let database;
const load = async () => (database ??= JSON.parse(readFileSync('database.json', 'utf8')));

export async function addUser(name) {
  const { users } = await load();
  users.push(name);
}

export const users = async () => (await load()).users;
