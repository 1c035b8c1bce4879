import fs from 'node:fs';
import { setup } from './app.mjs';
fs.writeFileSync('page', 'page');
const steps = [];
const app = {
  use: (...given) => void steps.push(...given),
  get: (_, ...given) => void steps.push(...given),
};
setup(app);
const run = (user) =>
  new Promise((send) => {
    const go = (at) => steps[at]({ user }, { send }, () => go(at + 1));
    go(0);
  });
console.log(await Promise.all([run('ann'), run('bob')]));
