import fs from 'node:fs';
import { add } from './app.mjs';

const answers = [];
const exchange = (file, text) => [
  { body: { file, text } },
  {
    status(code) {
      this.code = code;
      return this;
    },
    json(body) {
      answers.push(`${this.code} ${JSON.stringify(body)}`);
    },
  },
];
await Promise.all([add(...exchange('a', 'one')), add(...exchange('b', 'two'))]);
console.log(answers.sort(), fs.readFileSync('a', 'utf8'), fs.readFileSync('b', 'utf8'));
