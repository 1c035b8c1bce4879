import { deserialize, serialize } from 'node:v8';
import type { Encoded, Form, Graph, Special } from '../../codec/encoded.ts';
import * as Forms from '../../codec/form.ts';

/*
 * What the codec makes of a value, as bytes for other machines. Within one build of to-thread numbers say what kind of
 * object it is; here names do, because the other side may be of another version.
 */

/** The kinds of objects in the order of `codec/kinds.ts`. */
const KINDS = [
  ...['buffer', 'error', 'instance', 'map', 'set', 'url', 'search-params'],
  ...['regexp', 'arguments', 'as-it-is', 'view'],
] as const;

const FORMS = ['plain', 'buffer', 'graph', 'serialized'] as const;

/** A `Special` whose kind has a name. */
type Named = Omit<Special, 'kind'> & { readonly kind: string };

/** An encoded value as bytes. */
export function toBytes({ form, payload }: Pick<Encoded, 'form' | 'payload'>): Buffer {
  const name = typeof form === 'number' ? FORMS[form] : form;
  if (form !== Forms.GRAPH) return serialize([name, payload]);
  const [root, specials, places] = payload as Graph;
  const named = specials.map(({ kind, data, own }): Named => {
    const name = KINDS[kind] ?? '';
    if (name === 'error') forgetOrigin(data as { readonly blank: object });
    return { kind: name, data, ...(own && { own }) };
  });
  return serialize([name, [root, named, places]]);
}

/** What an error is made of has a stack of its own, which only says where in to-thread that was, on this machine. */
function forgetOrigin({ blank }: { readonly blank: object }): void {
  if ('stack' in blank) blank.stack = '';
}

/**
 * What `toBytes` was given.
 *
 * @throws Error if a later version of to-thread has made it, which knows more
 */
export function fromBytes(bytes: Uint8Array): Pick<Encoded, 'form' | 'payload'> {
  const [name, payload] = deserialize(bytes) as [string, unknown];
  if (name === 'latin1' || name === 'utf16le') return { form: name, payload };
  const form = FORMS.findIndex((each) => each === name);
  if (form === -1) throw new Error(`it has a form that this version of to-thread does not know: ${name}`);
  if (form !== Forms.GRAPH) return { form: form as Form, payload };
  const [root, named, places] = payload as [Graph[0], Named[], Graph[2]];
  return { form, payload: [root, named.map(withNumber), places] satisfies Graph };
}

function withNumber({ kind: name, data, own }: Named): Special {
  const kind = KINDS.findIndex((each) => each === name);
  if (kind === -1)
    throw new Error(`it has a kind of object that this version of to-thread does not know: ${name}`);
  return { kind, data, ...(own && { own }) };
}
