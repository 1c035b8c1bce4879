// How often V8 is asked about functions that are made anew for each call, and what becomes of those calls.
import { Session } from 'node:inspector';
import { ThreadPoolExecutor, toThread } from 'to-thread';

let questions = 0;
const { post } = Session.prototype;
Session.prototype.post = function (...args) {
  questions++;
  return post.apply(this, args);
};

const pool = new ThreadPoolExecutor({ maxWorkers: 1 });

/** What the calls gave, and whether the last twenty asked V8. */
async function repeated(call) {
  const results = new Set();
  const all = async (count) => {
    for (let i = 0; i < count; i++) results.add(await call().catch((error) => error.code));
  };
  await all(5);
  const before = questions;
  await all(20);
  return [[...results], questions === before];
}

// Another place than that of the calls below.
await toThread((n) => n + 1, 1);

const hand = (fn) => toThread(fn, 1);
const outside = () => hand((n) => isNaN(n));
const inside = () => {
  const isNaN = () => true;
  return hand((n) => isNaN(n));
};

console.log(
  JSON.stringify({
    submit: await repeated(() => pool.submit((n) => n + 1, 1)),
    toThread: await repeated(() => toThread((n) => n + 1, 1)),
    run: await repeated(() => pool.run((n) => n + 1, [1], {})),
    'handed on': await repeated(() => hand((n) => n + 1)),
    'of another name': await repeated(() => hand({ another: (n) => n + 1 }.another)),
    sloppy: await repeated(() => toThread((0, eval)('(n) => { n.x = 1; return n; }'), 1)),
    strict: await repeated(() =>
      // The same text.
      // prettier-ignore
      toThread((n) => { n.x = 1; return n; }, 1).catch(({ name }) => name),
    ),
    lines: await repeated(() =>
      pool
        // A call may stand anywhere.
        ?.submit(
          async function (n) {
            return n + 1;
          },
          ...[1],
        ),
    ),
    global: await repeated(() => toThread((n) => isNaN(n), 1)),
    'global, handed on': await repeated(outside),
    'captured, same text': await repeated(inside),
    'global again': await repeated(outside),
    eval: await repeated(() => eval('toThread((n) => isNaN(n), 1)')),
    'eval, captured': await repeated(() => {
      // eslint-disable-next-line no-unused-vars -- by what is evaluated
      const isNaN = () => true;
      return eval('toThread((n) => isNaN(n), 1)');
    }),
    'with a property': await repeated(() =>
      toThread(
        Object.assign((n) => n + 1, { calls: 0 }),
        1,
      ),
    ),
  }),
);
