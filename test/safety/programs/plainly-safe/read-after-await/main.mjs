import fs from 'node:fs';
import { greet } from './app.mjs';
fs.writeFileSync('greeting', 'Hello {name}');
const findUser = async (id) => ({ name: `user ${id}` });
console.log((await Promise.all([greet(findUser, 1), greet(findUser, 2)])).join());
