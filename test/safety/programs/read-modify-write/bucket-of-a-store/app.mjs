import fs from 'node:fs';
export const makeLimiter = (store) => async (key) => {
  const bucket = await store.load(key);
  if (bucket.tokens === 0) return 'denied';
  fs.appendFileSync('limits.log', key);
  bucket.tokens--;
  return 'ok';
};
