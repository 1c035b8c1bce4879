import fs from 'node:fs';

export async function release(lock) {
  if (lock && fs.existsSync(lock)) {
    fs.unlinkSync(lock);
    return 'released';
  }
  return 'free';
}
