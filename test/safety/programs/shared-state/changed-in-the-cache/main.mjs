import { writeFileSync } from 'node:fs';
import { addUser, users } from './app.mjs';

writeFileSync('database.json', '{ "users": [] }');
await Promise.all(['ann', 'bob', 'cy'].map(addUser));
console.log(await users());
