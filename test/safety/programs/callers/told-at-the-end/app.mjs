import fs from 'node:fs';
export function receive(request, file, done) {
  request.on('data', async (chunk) => {
    fs.appendFileSync(file, chunk);
  });
  request.once('close', () => done(file));
}
