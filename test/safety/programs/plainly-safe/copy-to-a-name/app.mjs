import { copyFileSync } from 'node:fs';
import { basename, join } from 'node:path';
export const backUp = async (file, folder) => {
  const target = join(folder, `${basename(file)}.bak`);
  copyFileSync(file, target);
  return target;
};
