import { oncePerFile } from './per-file.ts';

/** Whether the text of a file has a pattern in it: asked at each of its calls, and searched for once. */
export const hasText = oncePerFile((pattern: RegExp, { text }) => pattern.test(text));
