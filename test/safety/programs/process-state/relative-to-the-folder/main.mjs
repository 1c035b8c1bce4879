import fs from 'node:fs';
import { Workspace } from './app.mjs';
for (const folder of ['a', 'b']) {
  fs.mkdirSync(folder);
  fs.writeFileSync(`${folder}/readme`, folder);
}
const workspace = new Workspace();
const texts = await Promise.allSettled([workspace.readme('a'), workspace.readme('b')]);
console.log(texts.map(({ value, reason }) => value ?? reason.code).join());
