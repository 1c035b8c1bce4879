import type { Encoded } from './encoded.ts';
import * as Form from './form.ts';

/** Whether structured clone carries `value` exactly and without looking inside. */
export function isPrimitive(value: unknown): boolean {
  const type = typeof value;
  return (type !== 'object' || value === null) && type !== 'function' && type !== 'symbol';
}

/** What needs no encoding. */
export function plain(payload: unknown, size = 0): Encoded {
  return { form: Form.PLAIN, payload, transfer: [], size };
}
