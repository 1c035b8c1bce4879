/**
 * Loaded into the server before it starts, to look into its heap: answers each line on the standard input with the bytes
 * that are in use after a full collection. Needs `--expose-gc`.
 */
process.stdin.on('data', () => {
  if (!globalThis.gc) throw new Error('the server was started without `--expose-gc`');
  globalThis.gc();
  process.stdout.write(`${process.memoryUsage().heapUsed}\n`);
});
