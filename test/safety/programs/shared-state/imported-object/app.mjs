import fs from 'node:fs';
import { limits } from './limits.mjs';
export const upload = async (name) => {
  if (limits.uploads <= 0) throw new RangeError('no more uploads');
  fs.writeFileSync(name, name);
  limits.uploads--;
};
