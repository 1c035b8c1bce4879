/** How large a text may be that is checked, in characters. */
export interface Limits {
  readonly maxFileSize: number;
  readonly maxLineLength: number;
}

/** Whether a text is larger than anything that a person writes: a bundle, which would take minutes to check. */
export function isTooLarge(text: string, { maxFileSize, maxLineLength }: Limits): boolean {
  if (text.length > maxFileSize) return true;
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    if (end - start > maxLineLength && hasLongLine(text.slice(start, end), maxLineLength)) return true;
    start = end + 1;
  }
  return false;
}

/** The same for a text that breaks its lines as old Macs did. */
function hasLongLine(text: string, maxLineLength: number): boolean {
  return text.split('\r').some(({ length }) => length > maxLineLength);
}
