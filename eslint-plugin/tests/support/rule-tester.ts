import * as typescriptParser from '@typescript-eslint/parser';
import { RuleTester } from '@typescript-eslint/rule-tester';
import type { InvalidTestCase, TestCaseError, ValidTestCase } from '@typescript-eslint/rule-tester';
import * as espree from 'espree';
import { afterAll, describe, it } from 'vitest';
import { ADVICE_PATTERN } from '../../src/fix/choose-rewrite.ts';
import { reason } from '../../src/fix/reasons.ts';
import type { ReasonId } from '../../src/fix/reasons.ts';
import { noBlockingInAsync } from '../../src/rules/no-blocking-in-async.ts';
import { noBlockingLookupInAsync } from '../../src/rules/no-blocking-lookup-in-async.ts';
import type { MessageId } from '../../src/rules/messages.ts';
import type { Options } from '../../src/rules/options.ts';
import { readMarkers } from './markers.ts';

RuleTester.afterAll = afterAll;
RuleTester.describe = describe;
RuleTester.it = it;

type RuleOptions = [Partial<Options>];

type SourceType = 'module' | 'commonjs' | 'script';

/** A piece of code, and how ESLint reads it. */
export interface Sample {
  readonly code: string;
  /** What the sample shows, where the code alone does not say it. */
  readonly name?: string;
  readonly options?: Partial<Options>;
  /** Without one: a module that is not on disk. */
  readonly filename?: string;
  readonly sourceType?: SourceType;
  /** Only the TypeScript parser reads it. */
  readonly typescript?: true;
}

/** What one report says. Left out: `fs.readFileSync` in `async function 'f'`, which is fixed. */
interface ReportSpec {
  readonly name?: string;
  /** The function around the call, as ESLint names functions; `null` for the top level of a module. */
  readonly place?: string | null;
  /** Why there is no autofix, with the words that fill the reason in. */
  readonly reason?: readonly [id: ReasonId, data?: Readonly<Record<string, string>>];
  /** What speaks against the fix, which is made all the same. */
  readonly fixedAlthough?: readonly [id: ReasonId, data?: Readonly<Record<string, string>>];
  /** The text that the suggestion leads to. */
  readonly suggestion?: string;
  /** Whether it is a callback that blocks; `place` then is who runs it. */
  readonly callback?: true;
  /** The functions on the way to what blocks, joined by ` → `; the first of them is the name. Nothing is fixed. */
  readonly path?: string;
  /** Where the call at the end of `path` is written. */
  readonly source?: string;
}

/** Code in which `«` and `»` stand around each reported call. */
export interface Reported extends Sample {
  /** The text after one pass, or after each of several passes; `null` when nothing is fixed. */
  readonly output: string | readonly string[] | null;
  /** One a report, in the order of the source. Reports without one are as `ReportSpec` says. */
  readonly reports?: readonly ReportSpec[];
}

/** Runs the rule over samples, under the parser of ESLint and that of typescript-eslint. */
export function testRule(
  title: string,
  samples: { readonly silent?: readonly (Sample | string)[]; readonly reported?: readonly Reported[] },
): void {
  const silent = (samples.silent ?? []).map((sample) =>
    typeof sample === 'string' ? { code: sample } : sample,
  );
  const reported = samples.reported ?? [];
  describe(title, () => {
    for (const parser of ['typescript', 'espree'] as const) {
      for (const sourceType of ['module', 'commonjs', 'script'] as const) {
        const isRead = (sample: Sample) =>
          (parser === 'typescript' || !sample.typescript) && (sample.sourceType ?? 'module') === sourceType;
        const valid = silent.filter(isRead).map((sample) => validCase(sample, parser));
        const invalid = reported.filter(isRead).map((sample) => invalidCase(sample, parser));
        if (valid.length + invalid.length > 0) {
          const name = `${sourceType} under ${parser}`;
          tester(parser, sourceType).run(name, ruleForThreads as never, { valid, invalid });
        }
      }
    }
  });
}

/**
 * Both rules about blocking calls as one, with the options and the words of the first: samples are about what is found
 * and what is done about it, which does not depend on whether a call is a lookup. Which rule reports what has tests of
 * its own. As far as `toThread` goes: native twins, locks and the advice to set `runs` have tests of their own too.
 */
const ruleForThreads: typeof noBlockingInAsync = {
  ...noBlockingInAsync,
  create(context) {
    const report: typeof context.report = (problem) => {
      const suggest = problem.suggest?.filter(({ messageId }) => !OTHER_REWRITES.has(messageId)) ?? [];
      const { note = '' } = problem.data ?? {};
      const data = {
        ...problem.data,
        note: String(note).replace(ADVICE_PATTERN, '').replace(', only suggested', ''),
      };
      context.report({ ...problem, data, suggest });
    };
    const observed = Object.create(context, { report: { value: report } }) as typeof context;
    return bothOf(noBlockingInAsync.create(observed), noBlockingLookupInAsync.create(observed));
  },
};

const OTHER_REWRITES = new Set<MessageId>(['holdLock', 'useNative']);

type Listeners = ReturnType<typeof noBlockingInAsync.create>;

/** Calls the listeners of two rules, as ESLint does when both are on. */
function bothOf(first: Listeners, second: Listeners): Listeners {
  return {
    ImportExpression(node) {
      first.ImportExpression?.(node);
      second.ImportExpression?.(node);
    },
    'Program:exit'(node) {
      first['Program:exit']?.(node);
      second['Program:exit']?.(node);
    },
  };
}

type Parser = 'typescript' | 'espree';

function tester(parser: Parser, sourceType: SourceType): RuleTester {
  return new RuleTester({
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    languageOptions: {
      parser: parser === 'typescript' ? typescriptParser : espree,
      ecmaVersion: 'latest',
      sourceType,
      parserOptions: { ecmaFeatures: { jsx: true } },
    },
  });
}

function validCase(sample: Sample, parser: Parser): ValidTestCase<RuleOptions> {
  const { code, name, options, filename } = sample;
  return {
    code,
    name: name ?? code.replaceAll(/\s+/g, ' '),
    filename: filename ?? (parser === 'typescript' ? 'file.tsx' : 'file.js'),
    ...(options && { options: [options] }),
  };
}

function invalidCase(sample: Reported, parser: Parser): InvalidTestCase<MessageId, RuleOptions> {
  const { code, locations } = readMarkers(sample.code);
  const said = new Map<string, number | undefined>();
  const errors = locations.map((location, index): TestCaseError<MessageId> => {
    const spec = sample.reports?.[index] ?? {};
    // What is said of a helper is said once.
    const key = spec.path === undefined ? undefined : `${spec.path} ${spec.source ?? ''}`;
    const first = key === undefined ? undefined : said.get(key);
    if (key !== undefined && first === undefined) said.set(key, location.line);
    return {
      ...location,
      ...(first === undefined ? expectedError(spec, sample.options) : expectedAgain(spec, first)),
    };
  });
  const { output } = sample;
  return {
    ...validCase({ ...sample, code }, parser),
    errors,
    output: output === null || typeof output === 'string' ? output : [...output],
  };
}

/** No run is recorded here. */
const recorded = '';

/** A call of a helper that is reported on another line in full. */
function expectedAgain({ path = '', place }: ReportSpec, line: number): TestCaseError<MessageId> {
  const [name = ''] = path.split(' → ');
  const where = place ?? "async function 'f'";
  return { messageId: 'blockingIndirectAgain', data: { name, place: where, line: String(line), recorded } };
}

function expectedError(spec: ReportSpec, options: Sample['options'] = {}): TestCaseError<MessageId> {
  const {
    name = 'fs.readFileSync',
    place = "async function 'f'",
    suggestion,
    callback,
    path,
    source = '',
  } = spec;
  if (path !== undefined) {
    const [first = ''] = path.split(' → ');
    return {
      messageId: 'blockingIndirect',
      data: { name: first, place: place ?? '', path, source, recorded },
    };
  }
  const onlySuggests = options.fix === 'suggest';
  const note = spec.reason
    ? ` Not fixed automatically${onlySuggests ? ", nor with `fix: 'safe'`" : ''}: ${reason(...spec.reason).text}.`
    : spec.fixedAlthough
      ? ` Fixed although ${reason(...spec.fixedAlthough).text}.`
      : onlySuggests
        ? " `fix: 'safe'` would fix it."
        : '';
  return {
    ...(place === null
      ? { messageId: 'blockingTopLevel', data: { name, note, recorded } }
      : { messageId: callback ? 'blockingCallback' : 'blocking', data: { name, note, place, recorded } }),
    suggestions:
      suggestion === undefined ? [] : [{ messageId: 'wrapInToThread', data: { name }, output: suggestion }],
  };
}
