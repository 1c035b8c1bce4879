/* global it -- from mocha */
const assert = require('node:assert');
const { toThread } = require('to-thread');
const { twiceHere, twiceInThread } = require('./counted.cjs');

it('a function that is written in the call', async () => {
  assert.strictEqual(await twiceInThread(3), twiceHere(3));
});

it('an exported function', async () => {
  assert.strictEqual(await toThread(twiceHere, 3), 6);
});
