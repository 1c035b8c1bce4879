import fs from 'node:fs';
import * as app from './app.mjs';
fs.writeFileSync('wide', 'many words');
fs.writeFileSync('narrow', 'few');
const view = {
  render(text) {
    this.shown = text;
  },
};
await Promise.all([app.open({ view, file: 'wide' }), app.open({ view, file: 'narrow' })]);
console.log(view.shown);
