import fc from 'fast-check';

/** Something that several runs of a program's functions share. */
export type Place = 'variable' | 'property' | 'parameter' | 'map' | 'array' | 'field' | 'accessor';

/** How a promise that has been begun is kept until it is awaited. */
export type Held = 'variable' | 'condition' | 'array' | 'object';

/** One of the two places that a program has: programs in which nothing meets show nothing. */
export type PlaceIndex = 0 | 1;

/** A file, by one of the ways in which programs name files; some of them name the same one. */
export type FileName = 'literal' | 'constant' | 'template' | 'other' | 'argument' | 'field';

/** Locals are counted from the latest; one that does not exist is a number, so that any statement may be taken away. */
export type Expression =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'argument' }
  | { readonly type: 'local'; readonly back: number; readonly plus: number }
  | { readonly type: 'place'; readonly place: PlaceIndex; readonly plus: number };

export type Condition =
  | { readonly type: 'more'; readonly left: Expression; readonly right: number }
  | { readonly type: 'exists'; readonly file: FileName };

export type Statement =
  | { readonly type: 'read' | 'exists'; readonly file: FileName }
  | { readonly type: 'write' | 'append'; readonly file: FileName; readonly value: Expression }
  | { readonly type: 'get'; readonly place: PlaceIndex }
  | { readonly type: 'set' | 'timer'; readonly place: PlaceIndex; readonly value: Expression }
  | { readonly type: 'leave'; readonly condition: Condition; readonly value: Expression }
  | { readonly type: 'if'; readonly condition: Condition; readonly body: readonly Statement[] }
  | { readonly type: 'loop'; readonly skips: boolean; readonly body: readonly Statement[] }
  | { readonly type: 'try'; readonly body: readonly Statement[]; readonly end: readonly Statement[] }
  | { readonly type: 'sleep' | 'settle' | 'spawn' | 'listen' }
  | { readonly type: 'fetch'; readonly held: Held }
  | { readonly type: 'call'; readonly ahead: number; readonly isAwaited: boolean }
  | { readonly type: 'print'; readonly value: Expression };

export interface GeneratedFunction {
  readonly isAsync: boolean;
  readonly body: readonly Statement[];
  readonly result: Expression;
}

export interface GeneratedProgram {
  readonly places: readonly [Place, Place];
  /** How its functions are written. */
  readonly form: 'functions' | 'arrows' | 'methods';
  readonly functions: readonly GeneratedFunction[];
}

/** A call that the client makes of one of the functions, counted around if there are not that many. */
export interface ClientCall {
  readonly callee: number;
  readonly argument: number;
}

/** What the client does: it starts the calls of a round in one tick, and may wait for all before the next round. */
export interface Round {
  readonly calls: readonly ClientCall[];
  readonly waits: boolean;
}

const kindOfPlace = fc.constantFrom<Place[]>(
  'variable',
  'property',
  'parameter',
  'map',
  'array',
  'field',
  'accessor',
);
const place = fc.constantFrom<PlaceIndex[]>(0, 1);
const file = fc.constantFrom<FileName[]>('literal', 'constant', 'template', 'other', 'argument', 'field');
const held = fc.constantFrom<Held[]>('variable', 'condition', 'array', 'object');
const small = fc.nat({ max: 2 });

const expression = fc.oneof(
  fc.record({ type: fc.constant('local' as const), back: small, plus: small }),
  fc.record({ type: fc.constant('number' as const), value: small }),
  fc.record({ type: fc.constant('place' as const), place, plus: small }),
  fc.record({ type: fc.constant('argument' as const) }),
);

const condition = fc.oneof(
  fc.record({ type: fc.constant('more' as const), left: expression, right: small }),
  fc.record({ type: fc.constant('exists' as const), file }),
);

const simple: fc.Arbitrary<Statement> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('read' as const), file }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('exists' as const), file }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constantFrom('write' as const, 'append' as const),
      file,
      value: expression,
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('get' as const), place }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('set' as const), place, value: expression }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('timer' as const), place, value: expression }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('leave' as const), condition, value: expression }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constantFrom(...(['sleep', 'settle', 'spawn', 'listen'] as const)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('fetch' as const), held }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('call' as const), ahead: small, isAwaited: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('print' as const), value: expression }) },
);

const block = fc.array(simple, { minLength: 1, maxLength: 3 });

const statement: fc.Arbitrary<Statement> = fc.oneof(
  { weight: 8, arbitrary: simple },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('if' as const), condition, body: block }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('loop' as const), skips: fc.boolean(), body: block }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('try' as const), body: block, end: block }) },
);

const generatedFunction: fc.Arbitrary<GeneratedFunction> = fc.record({
  isAsync: fc.oneof(
    { weight: 4, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
  body: fc.array(statement, { minLength: 1, maxLength: 5 }),
  result: expression,
});

export const generatedProgram: fc.Arbitrary<GeneratedProgram> = fc.record({
  places: fc.tuple(kindOfPlace, kindOfPlace),
  form: fc.constantFrom('functions' as const, 'arrows' as const, 'methods' as const),
  functions: fc.array(generatedFunction, { minLength: 1, maxLength: 3 }),
});

export const schedule: fc.Arbitrary<readonly Round[]> = fc.array(
  fc.record({
    calls: fc.array(fc.record({ callee: small, argument: fc.nat({ max: 1 }) }), {
      minLength: 2,
      maxLength: 3,
    }),
    waits: fc.boolean(),
  }),
  { minLength: 1, maxLength: 2 },
);
