import fs from 'node:fs';
export async function render(file, options = {}) {
  const text = fs.readFileSync(file, options.encoding ?? 'utf8');
  const trimmed = options.trim ? text.trim() : text;
  return options.upper ? trimmed.toUpperCase() : trimmed;
}
