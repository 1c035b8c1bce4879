/** The functions of Node that write into memory that they are given, by their place in a module or among the globals. */
export const WRITER_NAMES = [
  'readSync',
  'readvSync',
  'readFileSync',
  'readFile',
  'promises.readFile',
  'randomFillSync',
  'getRandomValues',
  'Atomics.add',
  'Atomics.and',
  'Atomics.compareExchange',
  'Atomics.exchange',
  'Atomics.or',
  'Atomics.store',
  'Atomics.sub',
  'Atomics.xor',
] as const;

export type WriterName = (typeof WRITER_NAMES)[number];
