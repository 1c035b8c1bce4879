import { deserialize } from 'node:v8';
import { expect, test } from 'vitest';
import { decode } from '../../src/codec/decode.ts';
import { encode } from '../../src/codec/encode.ts';
import { kinds } from '../../src/codec/kinds.ts';
import { fromBytes, toBytes } from '../../src/cluster/wire/payload.ts';
import type { CallData } from '../../src/cluster/wire/format.ts';
import { isSigned, openReply, signCall } from '../../src/cluster/wire/signature.ts';

/*
 * Version 1 of what clients and hosts say to each other, as it was written when it was made. If one of these fails, others
 * would misunderstand: then there is a version 2, and this one is still read.
 */

const VALUE =
  '/w9BAiIFZ3JhcGhBA0EBbyIGYnVmZmVyXyIFZXJyb3JfIghpbnN0YW5jZV8iA21hcF8iA3VybF8iBnBhcmFtc18iCmV4cHJlc3Npb25fIgRhcmdzXyIEdmlld18iA293bl97CiQAAUELbyIEa2luZCIGYnVmZmVyIgRkYXRhQQQiBkJ1ZmZlckIDYWJjSQBJBiQABHsCbyIEa2luZCIFZXJyb3IiBGRhdGFvIgVibGFua3JzIgAuIgRiYXNlIgpSYW5nZUVycm9yIgljbGFzc05hbWVfIgRob21lXyIEbmFtZSIKUmFuZ2VFcnJvciIJc2hvd3NDb2RlRiIHbWVzc2FnZSIFd3JvbmciBXN0YWNrIh5SYW5nZUVycm9yOiB3cm9uZwogICAgYXQgdGhlcmUiCnByb3BlcnRpZXNBA0EDIgdtZXNzYWdlIgV3cm9uZ0YkAANBAyIFY2F1c2VJAkYkAANBAyIEY29kZSIDRVJSVCQAAyQAA3sJewJvIgRraW5kIghpbnN0YW5jZSIEZGF0YW8iBG5hbWUiACIKcHJvcGVydGllc297ACIHc3ltYm9sc0EAJAAAewN7Am8iBGtpbmQiA21hcCIEZGF0YUEBQQJaEAEAAAAAAAAAXyQAAiQAAXsCbyIEa2luZCIDdXJsIgRkYXRhIgtodHRwOi8vYS8/YnsCbyIEa2luZCINc2VhcmNoLXBhcmFtcyIEZGF0YSIDYT0xewJvIgRraW5kIgZyZWdleHAiBGRhdGFBAlIiAXgBSQAkAAJ7Am8iBGtpbmQiCWFyZ3VtZW50cyIEZGF0YUECSQJJBCQAAnsCbyIEa2luZCIEdmlldyIEZGF0YUEEIgtVaW50MTZBcnJheUIEAQACAEkASQQkAAR7Am8iBGtpbmQiCGFzLWl0LWlzIgRkYXRhRAAAAAAAAAAAIgNvd25vIgR6b25lIgNVVEN7AXsDbyIEa2luZCIDc2V0IgRkYXRhQQEiAXgkAAF7AiQAC0ELQQNeAyIGYnVmZmVySQAkAANBA14DIgVlcnJvckkCJAADQQNeAyIIaW5zdGFuY2VJBCQAA0EDXgMiA21hcEkGJAADQQNeAyIDdXJsSQgkAANBA14DIgZwYXJhbXNJCiQAA0EDXgMiCmV4cHJlc3Npb25JDCQAA0EDXgMiBGFyZ3NJDiQAA0EDXgMiBHZpZXdJECQAA0EDXgMiA293bkkSJAADQQNeFSIBMUkUJAADJAALJAADJAAC';

const secret = 'a secret for this test';

const call = {
  ...{ version: 1, name: 'add', manner: '', writer: null, args: 'AAAA', expires: 5, mayRepeat: false },
  key: ['module', ['root', 'src/a.js', '00'], ['add'], []],
  reply: 'to-thread:q:replies:c',
} satisfies Omit<CallData, 'signature'>;

function original(): Record<string, unknown> {
  const cause = { cause: 1 };
  const error = Object.assign(new RangeError('wrong', cause), { code: 'ERR' });
  error.stack = 'RangeError: wrong\n    at there';
  return {
    ...{ buffer: Buffer.from('abc'), error, instance: Object.create(null) as unknown },
    ...{
      map: new Map([[1n, new Set(['x'])]]),
      url: new URL('http://a/?b'),
      params: new URLSearchParams('a=1'),
    },
    ...{
      expression: /x/g,
      args: Reflect.apply(argumentsOf, undefined, [1, 2]) as unknown,
      view: new Uint16Array([1, 2]),
    },
    own: Object.assign(new Date(0), { zone: 'UTC' }),
  };
}

function argumentsOf(): IArguments {
  // eslint-disable-next-line prefer-rest-params -- the object itself is wanted
  return arguments;
}

test('values of version 1 are read', () => {
  const { form, payload } = fromBytes(Buffer.from(VALUE, 'base64'));
  const value = decode(form, payload) as Record<string, unknown>;
  expect(value).toEqual(original());
  expect((value['error'] as Error).stack).toBe('RangeError: wrong\n    at there');
});

test('and written, kind by kind', () => {
  const written = toBytes(encode(original(), { label: 'The value', between: 'machines' }));
  expect(deserialize(written)).toEqual(deserialize(Buffer.from(VALUE, 'base64')));
  const { payload } = fromBytes(written);
  const used = (payload as [unknown, { kind: number }[]])[1].map(({ kind }) => kind);
  expect(new Set(used).size).toBe(kinds.length);
});

test('what a later version has written is refused with what is not known', () => {
  const later = Buffer.from(
    Buffer.from(VALUE, 'base64').toString('latin1').replace('regexp', 'regexq'),
    'latin1',
  );
  expect(() => fromBytes(later)).toThrow(
    'it has a kind of object that this version of to-thread does not know: regexq',
  );
});

test('signatures are those of version 1', () => {
  const signed = signCall(secret, 'q', 'c-1', call);
  expect(signed.signature).toBe('z2a/wZfmETxEVaOfoqMTOSzJhUttOJNTi2z+klBtNNk=');
  expect(isSigned(secret, 'q', 'c-1', signed)).toBe(true);
  expect(isSigned(secret, 'q', 'c-2', signed)).toBe(false);
  expect(isSigned(secret, 'p', 'c-1', signed)).toBe(false);
  const sealed = Buffer.from(
    'Abr0AAKvtEGu+0+MVZRZCgdAznEhv76MI+O1ewmAPgaZ/w9BAiIFYmVnYW4iBGhvc3QkAAI=',
    'base64',
  );
  expect(openReply(secret, call.reply, 'c-1', sealed)).toEqual(['began', 'host']);
  expect(openReply(secret, call.reply, 'c-2', sealed)).toBeUndefined();
  expect(openReply(secret, 'to-thread:q:replies:d', 'c-1', sealed)).toBeUndefined();
});
