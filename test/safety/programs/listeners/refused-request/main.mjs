import fs from 'node:fs';
import { post } from './app.cjs';
fs.writeFileSync('token', 'secret');
await post(1, (event) => console.log(event));
