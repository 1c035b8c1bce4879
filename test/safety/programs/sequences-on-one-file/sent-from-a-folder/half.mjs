import { setImmediate as tick } from 'node:timers/promises';
export async function half(put, get) {
  await put('old');
  const whole = 60_000_000;
  let pending = put('x'.repeat(whole));
  pending.then(() => {
    pending = undefined;
  });
  while (pending) {
    const length = await get();
    if (length !== 3 && length !== whole) return 'half a file';
    await tick();
  }
  return 'whole';
}
