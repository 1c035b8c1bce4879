import fs from 'node:fs';
import { render } from './view.mjs';
export const open = async (file) => {
  const text = fs.readFileSync(file, 'utf8');
  render({ file, size: text.length });
};
