import * as work from './work.mjs';

/** What plain BullMQ does with a job. */
export default async function process({ name, data }) {
  const result = work[name](...data);
  // JSON has no bytes.
  return result instanceof Uint8Array ? { base64: result.toString('base64') } : result;
}
