// A hook that takes every module for a file, so that a `data:` URL does not pass it.
import { register } from 'node:module';

const hook = `import { fileURLToPath } from 'node:url';
export function load(url, context, next) {
  if (!url.startsWith('node:')) fileURLToPath(url);
  return next(url, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
globalThis.preloaded = 'preloaded';
