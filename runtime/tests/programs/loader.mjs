// A loader that the program registers by itself, as ts-node does, is there in this thread only.
import { createRequire } from 'node:module';
import { toThread } from 'to-thread';

const require = createRequire(import.meta.url);
require.extensions['.words'] = (module, file) => {
  module._compile("const hello = 'hello'; exports.greet = (name) => hello + name;", file);
};
const { greet } = require('../fixtures/greeting.words');
await toThread(greet, 'you').catch(({ code, message }) => {
  console.log(code, message);
});
