import { asBuffer } from './bytes.ts';
import { prototypeFor, type LookUpHome } from './error-identity.ts';
import { templateOf } from './node-classes.ts';
import {
  Form,
  Tag,
  type ErrorIdentity,
  type Node,
  type ObjectKind,
  type SymbolProperties,
  type TaggedNode,
} from './table.ts';

export interface DecodeOptions {
  /** Finds the class of an error on this side. */
  readonly lookUp?: LookUpHome | undefined;
  /** Completes a worker's stack with the frames of the code that awaits the call. */
  readonly completeStack?: ((stack: string) => string) | undefined;
}

/** Rebuilds what `encode` was given. */
export function decode(form: number, payload: unknown, options: DecodeOptions = {}): unknown {
  switch (form) {
    case Form.PLAIN:
      return payload;
    case Form.BUFFER:
      return asBuffer(payload as Uint8Array);
    case Form.LATIN1:
      return asBuffer(payload as Uint8Array).toString('latin1');
    case Form.UTF16:
      return asBuffer(payload as Uint8Array).toString('utf16le');
    default:
      return decodeTable(payload as Node[], options);
  }
}

/** First every object without its contents, then the contents: so cycles need no special care. */
function decodeTable(nodes: readonly Node[], options: DecodeOptions): unknown {
  const objects = nodes.map((node) => (isTagged(node) ? shell(node, options) : node));
  nodes.forEach((node, index) => {
    const object = objects[index];
    if (isTagged(node) && object) fill(object, node, objects);
  });
  return objects[0];
}

function isTagged(node: Node): node is TaggedNode {
  return Array.isArray(node);
}

function shell(node: TaggedNode, options: DecodeOptions): object {
  switch (node[0]) {
    case Tag.ARRAY:
      return new Array<unknown>(node[1]);
    case Tag.OBJECT:
      return Object.create(prototypeOf(node[1])) as object;
    case Tag.MAP:
      return new Map();
    case Tag.SET:
      return new Set();
    case Tag.BYTES:
      return asBuffer(node[1]);
    case Tag.ERROR:
      return errorShell(node[1], options);
    case Tag.DOM_EXCEPTION: {
      const [, message, name, stack, code] = node;
      const exception = new DOMException(message, name);
      defineHidden(exception, 'stack', options.completeStack?.(stack) ?? stack);
      if (code !== undefined) Object.defineProperty(exception, 'code', { value: code, enumerable: true });
      return exception;
    }
    case Tag.URL:
      return new URL(node[1]);
    case Tag.URL_SEARCH_PARAMS:
      return new URLSearchParams(node[1]);
    case Tag.REGEXP: {
      const expression = new RegExp(node[1], node[2]);
      expression.lastIndex = node[3];
      return expression;
    }
  }
}

function fill(object: object, node: TaggedNode, objects: readonly unknown[]): void {
  switch (node[0]) {
    case Tag.ARRAY: {
      const [, , keys, values, links] = node;
      connect(values, links, objects);
      if (keys) assign(object, keys, values);
      else Object.assign(object, values);
      break;
    }
    case Tag.OBJECT: {
      const [, kind, keys, values, links, symbols] = node;
      connect(values, links, objects);
      assign(object, keys, values);
      if (symbols) assignSymbols(object, kind, symbols);
      break;
    }
    case Tag.MAP: {
      const [, values, links] = node;
      connect(values, links, objects);
      for (let i = 0; i < values.length; i += 2)
        (object as Map<unknown, unknown>).set(values[i], values[i + 1]);
      break;
    }
    case Tag.SET: {
      const [, values, links] = node;
      connect(values, links, objects);
      for (const value of values) (object as Set<unknown>).add(value);
      break;
    }
    case Tag.ERROR: {
      const [, , keys, hidden, values, links] = node;
      connect(values, links, objects);
      keys.forEach((key, i) => {
        if (hidden[i]) defineHidden(object, key, values[i]);
        else assign(object, [key], [values[i]]);
      });
    }
  }
}

/** Puts the children that are objects where they belong. */
function connect(values: unknown[], links: readonly number[], objects: readonly unknown[]): void {
  let position: number | undefined;
  for (const link of links) {
    if (position === undefined) {
      position = link;
    } else {
      values[position] = objects[link];
      position = undefined;
    }
  }
}

function assign(object: object, keys: readonly string[], values: readonly unknown[]): void {
  keys.forEach((key, i) => {
    if (key === '__proto__') {
      Object.defineProperty(object, key, {
        value: values[i],
        enumerable: true,
        configurable: true,
        writable: true,
      });
    } else {
      (object as Record<string, unknown>)[key] = values[i];
    }
  });
}

function defineHidden(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: false, configurable: true, writable: true });
}

function prototypeOf(kind: ObjectKind): object | null {
  if (kind === 'Object') return Object.prototype;
  if (kind === 'null') return null;
  const template = templateOf(kind);
  return template === undefined ? Object.prototype : (Object.getPrototypeOf(template) as object);
}

/** The symbols of this side with the same descriptions stand in for those of the other side. */
function assignSymbols(object: object, kind: ObjectKind, symbols: NonNullable<SymbolProperties>): void {
  if (kind === 'Object' || kind === 'null') return;
  const ours = Object.getOwnPropertySymbols(templateOf(kind) ?? {});
  for (const [description, value] of symbols) {
    const symbol = ours.find((candidate) => candidate.description === description);
    if (symbol) (object as Record<symbol, unknown>)[symbol] = value;
  }
}

function errorShell(identity: ErrorIdentity, { lookUp, completeStack }: DecodeOptions): Error {
  // Made by `Error` and then given its class: the class's own constructor may expect anything.
  const error = new Error();
  Object.setPrototypeOf(error, prototypeFor(identity, lookUp));
  // `new Error()` without a message has no own `message`; the one that was thrown brings its own.
  defineHidden(error, 'stack', completeStack?.(identity.stack) ?? identity.stack);
  return error;
}
