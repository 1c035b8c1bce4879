import { toThread } from 'to-thread';

async function twice(n) {
  await null;
  return n * 2;
}

const offset = process.argv.length;

/** Functions in which compilers for old targets need helpers. Each call is made in a thread and, by hand, here. */
const calls = {
  rest: [
    (all) => {
      const { a, ...others } = all;
      return others;
    },
    { a: 1, b: 2 },
  ],
  awaited: [
    async (n) => {
      await null;
      return n + 1;
    },
    1,
  ],
  spread: [(list) => [0, ...list, ...new Set([9])], [1, 2]],
  objectSpread: [(all) => ({ x: 1, ...all }), { y: 2 }],
  destructured: [([a, b]) => a + b, [1, 2]],
  iterated: [
    (list) => {
      let sum = 0;
      for (const each of list) sum += each;
      return sum;
    },
    [1, 2],
  ],
  classes: [
    (n) => {
      class Base {
        n = n;
        get double() {
          return this.n * 2;
        }
      }
      class Inner extends Base {}
      return new Inner().double;
    },
    4,
  ],
  template: [(n) => String.raw`a\n${n}`, 4],
  generated: [
    (n) => {
      function* both() {
        yield n;
        yield n + 1;
      }
      return [...both()];
    },
    4,
  ],
  asyncIterated: [
    async (n) => {
      const all = [];
      for await (const each of [n, Promise.resolve(2)]) all.push(each);
      return all;
    },
    4,
  ],
  declared: [twice, 4],
  capturing: [
    async (n) => {
      await null;
      return n + offset;
    },
    1,
  ],
};

async function outcomeOf(fn, argument, direct) {
  try {
    const value = JSON.stringify(await toThread(fn, argument));
    return value === direct ? 'same' : `${value} for ${direct}`;
  } catch ({ code, message }) {
    const [, variable] = /uses the variable "(.+?)"/.exec(message) ?? [];
    return variable ?? code ?? message;
  }
}

export async function main() {
  const report = {};
  for (const name of Object.keys(calls)) {
    const [fn, argument] = calls[name];
    // Many helpers put another function in their own place when they are first called.
    const before = outcomeOf(fn, argument, name);
    const direct = JSON.stringify(await fn(argument));
    const after = await outcomeOf(fn, argument, direct);
    report[name] = (await before) === `${direct} for ${name}` || (await before) === after ? after : await before;
  }
  console.log(JSON.stringify(report));
}
