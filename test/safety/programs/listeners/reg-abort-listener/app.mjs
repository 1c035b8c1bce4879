import fs from 'node:fs';
export async function work(signal) {
  signal.throwIfAborted();
  const text = fs.readFileSync('big');
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
    setTimeout(resolve, 300, 'finished ' + (text.length > 0));
  });
}
