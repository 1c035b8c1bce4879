import fs from 'node:fs';
import { drain } from './app.mjs';
for (const f of ['a', 'b', 'c']) fs.writeFileSync(f, f);
const q = ['a', 'b', 'c'];
const r = await Promise.allSettled([drain(q), drain(q)]);
console.log(r.map((x) => x.value?.join('') ?? x.reason.code).join());
