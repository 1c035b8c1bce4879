import type { DocumentSettings } from '../../shared/settings.ts';

/** Documents whose check takes longer than this, in milliseconds, are no longer checked on every key. */
const SLOW = 1_000;

export function isSlow(duration: number): boolean {
  return duration > SLOW;
}

/**
 * Whether a document is left alone until it is saved, because the user wants that or its last check was slow, and it has
 * changed since.
 *
 * @param last the last check
 * @param version the version that the document has now
 * @param savedVersion the version that was last saved
 */
export function waitsForSave(
  last: { readonly duration: number; readonly version: number },
  version: number,
  savedVersion: number | undefined,
  { run }: Pick<DocumentSettings, 'run'>,
): boolean {
  return (run === 'onSave' || isSlow(last.duration)) && last.version !== version && savedVersion !== version;
}
