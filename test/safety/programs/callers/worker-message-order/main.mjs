import { MessageChannel } from 'node:worker_threads';
import { serve } from './app.mjs';
const { port1, port2 } = new MessageChannel();
serve(port1);
const got = [];
port2.on('message', (m) => {
  got.push(m.done);
  if (got.length === 3) {
    console.log(got.join());
    port1.close();
  }
});
port2.postMessage({ id: 1, type: 'file', name: 'x', text: 'y' });
port2.postMessage({ id: 2, type: 'ping' });
port2.postMessage({ id: 3, type: 'ping' });
