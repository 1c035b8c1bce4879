import * as typescriptParser from '@typescript-eslint/parser';
import { RuleTester } from '@typescript-eslint/rule-tester';
import * as espree from 'espree';
import { afterAll, describe, it } from 'vitest';
import type { MessageId } from '../../src/runtime-calls/problem.ts';
import { validToThread } from '../../src/rules/valid-to-thread.ts';
import { readMarkers } from './markers.ts';

RuleTester.afterAll = afterAll;
RuleTester.describe = describe;
RuleTester.it = it;

/** A piece of code, and how ESLint reads it. */
export interface Sample {
  readonly code: string;
  readonly runtime?: string;
  /** Without one: a module that is not on disk. */
  readonly filename?: string;
  readonly sourceType?: 'module' | 'commonjs';
  /** Only the TypeScript parser reads it. */
  readonly typescript?: true;
}

/** What one report says. */
interface ReportSpec {
  readonly id: MessageId;
  readonly data?: Readonly<Record<string, string>>;
  readonly suggestion?: {
    readonly id: MessageId;
    readonly data?: Readonly<Record<string, string>>;
    /** The whole text that it leads to. */
    readonly output: string;
  };
}

/** Code in which `«` and `»` stand around each report. */
export interface Reported extends Sample {
  /** One a report, in the order of the source. */
  readonly reports: readonly ReportSpec[];
}

type Parser = 'typescript' | 'espree';

/** Runs `valid-to-thread` over samples, under the parser of ESLint and that of typescript-eslint. */
export function testValidRule(
  title: string,
  samples: { readonly silent?: readonly (Sample | string)[]; readonly reported?: readonly Reported[] },
): void {
  const silent = (samples.silent ?? []).map((sample) =>
    typeof sample === 'string' ? { code: sample } : sample,
  );
  const reported = samples.reported ?? [];
  describe(title, () => {
    for (const parser of ['typescript', 'espree'] as const) {
      for (const sourceType of ['module', 'commonjs'] as const) {
        const isRead = (sample: Sample) =>
          (parser === 'typescript' || !sample.typescript) && (sample.sourceType ?? 'module') === sourceType;
        const valid = silent.filter(isRead).map((sample) => validCase(sample, parser));
        const invalid = reported.filter(isRead).map((sample) => invalidCase(sample, parser));
        if (valid.length + invalid.length === 0) continue;
        tester(parser, sourceType).run(`${sourceType} under ${parser}`, validToThread as never, {
          valid,
          invalid,
        });
      }
    }
  });
}

function tester(parser: Parser, sourceType: 'module' | 'commonjs'): RuleTester {
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

function validCase({ code, runtime, filename }: Sample, parser: Parser) {
  return {
    code,
    name: code.replaceAll(/\s+/g, ' '),
    filename: filename ?? (parser === 'typescript' ? 'file.tsx' : 'file.js'),
    ...(runtime !== undefined && { options: [{ runtime }] as const }),
  };
}

function invalidCase(sample: Reported, parser: Parser) {
  const { code, locations } = readMarkers(sample.code);
  if (locations.length !== sample.reports.length) {
    throw new Error(`There are ${locations.length} places and ${sample.reports.length} reports: ${code}`);
  }
  const errors = sample.reports.map(({ id, data, suggestion }, index) => ({
    ...locations[index],
    messageId: id,
    ...(data && { data }),
    suggestions: suggestion
      ? [
          {
            messageId: suggestion.id,
            output: suggestion.output,
            ...(suggestion.data && { data: suggestion.data }),
          },
        ]
      : [],
  }));
  return { ...validCase({ ...sample, code }, parser), errors };
}
