/** `NODE_OPTIONS` with one more file to load, as Node reads it: blanks part options, unless they are between quotes. */
export function withPreload(options: string | undefined, file: string): string {
  const quoted = /[\s"\\]/.test(file) ? `"${file.replace(/["\\]/g, '\\$&')}"` : file;
  return [...(options ? [options] : []), `--require=${quoted}`].join(' ');
}
