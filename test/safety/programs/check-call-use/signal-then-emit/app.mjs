import fs from 'node:fs';
export async function resolve(path, { signal, emit }) {
  if (signal.aborted) return;
  const { size } = fs.statSync(path);
  emit(size);
}
