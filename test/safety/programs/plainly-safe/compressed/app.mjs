import { gunzipSync, gzipSync } from 'node:zlib';
export async function pack(text) {
  return gzipSync(Buffer.from(text));
}
export async function unpack(packed) {
  return gunzipSync(packed).toString();
}
