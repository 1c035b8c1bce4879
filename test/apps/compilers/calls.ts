import { toThread } from 'to-thread';

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
};

export async function main() {
  const report = {};
  for (const name of Object.keys(calls)) {
    const [fn, argument] = calls[name];
    const direct = JSON.stringify(await fn(argument));
    report[name] = await toThread(fn, argument).then(
      (value) => (JSON.stringify(value) === direct ? 'same' : `${JSON.stringify(value)} for ${direct}`),
      ({ code, message }) => (code === undefined ? message : code),
    );
  }
  console.log(JSON.stringify(report));
}
