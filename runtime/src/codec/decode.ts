import { getBuiltinModule } from '../common/node.ts';
import { asBuffer } from './bytes.ts';
import type { Form as AnyForm, Graph } from './encoded.ts';
import * as Form from './form.ts';
import type { MakeOptions } from './kind.ts';
import { kinds } from './kinds.ts';

/** Makes again what `encode` was given. */
export function decode(form: AnyForm, payload: unknown, options: MakeOptions = {}): unknown {
  if (form === Form.PLAIN) return payload;
  if (form === Form.GRAPH) return decodeGraph(payload as Graph, options);
  if (form === Form.SERIALIZED) return getBuiltinModule('v8').deserialize(payload as Uint8Array);
  const buffer = asBuffer(payload as Uint8Array);
  return form === Form.BUFFER ? buffer : buffer.toString(form);
}

/** First every object is made, then put where it belongs, then filled: so cycles need no special care. */
function decodeGraph([root, specials, places]: Graph, options: MakeOptions): unknown {
  for (const special of specials) special.object = kinds[special.kind]?.make(special.data, options);
  for (const [container, key, special] of places) container[key] = specials[special]?.object;
  for (const { kind, object, data, own } of specials) {
    if (!object) continue;
    kinds[kind]?.fill?.(object, data);
    // Not assigned: `__proto__` is a name like others.
    if (own) Object.defineProperties(object, Object.getOwnPropertyDescriptors(own));
  }
  return root[0];
}
