import fs from 'node:fs';
import { setup } from './app.mjs';
fs.writeFileSync('page', 'page');
const steps = [];
const app = {
  use: (...given) => void steps.push(...given),
  get: (_, ...given) => void steps.push(...given),
};
setup(app);
const run = async (context, at = 0) => {
  await steps[at]?.(context, () => run(context, at + 1));
  return context.body;
};
console.log(await Promise.all([run({ user: 'ann' }), run({ user: 'bob' })]));
