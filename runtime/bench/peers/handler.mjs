// What piscina and tinypool run in their workers: one file, its default export gets one argument.
import { readFileSync } from 'node:fs';

const sleeper = new Int32Array(new SharedArrayBuffer(4));

export default function handle({ name, argument }) {
  switch (name) {
    case 'noop':
      return undefined;
    case 'block':
      return Atomics.wait(sleeper, 0, 0, argument);
    case 'take':
      return argument === undefined ? 1 : 0;
    case 'read':
      return readFileSync(argument);
  }
}
