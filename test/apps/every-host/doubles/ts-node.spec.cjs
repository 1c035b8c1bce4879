/* global it -- from mocha */
const assert = require('node:assert');
const { toThread } = require('to-thread');
// It has an enum, which Node does not load by itself.
const { digest } = require('./ts-node-digest.cts');

it('an exported function', async () => {
  assert.strictEqual(await toThread(digest, 'abc'), digest('abc'));
});
