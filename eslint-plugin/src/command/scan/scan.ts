import { relative } from 'node:path';
import { builtInCatalog } from '../../catalog/index.ts';
import type { BlockingKind } from '../../catalog/types.ts';
import { displayName } from '../../detect/blocking-call.ts';
import { REASONS } from '../../fix/reasons.ts';
import type { ReasonId } from '../../fix/reasons.ts';
import type { RewriteId } from '../../fix/rewrite.ts';
import { assumeModule } from '../../project/assumed-modules.ts';
import type { FileChoice } from '../files/find-files.ts';
import type { RuleWishes } from '../lint/project-linter.ts';
import type { Report } from '../lint/report.ts';
import type { Project, UnreadFile } from '../project.ts';
import type { Progress } from '../terminal/terminal.ts';
import type { Problem, ScanResult, Summary } from './result.ts';
import { worstFirst } from './severity.ts';

/** Looks a project through. */
export async function scan(
  project: Project,
  choice: FileChoice,
  wishes: RuleWishes,
  progress: Progress,
): Promise<ScanResult> {
  // `fix` installs it first.
  assumeModule('to-thread');
  const paths = await project.find(choice);
  const looked: LookedAt[] = [];
  const unread: UnreadFile[] = [];
  for (const [index, path] of paths.entries()) {
    if (index % 20 === 0) progress.show(`Looking at ${String(index)} of ${String(paths.length)} files`);
    const file = await project.file(path);
    if ('reason' in file) {
      unread.push(file);
      continue;
    }
    const linted = file.lint(file.source.text, wishes);
    if ('unread' in linted) unread.push({ file: file.name, reason: linted.unread });
    else looked.push({ name: file.name, reports: linted.reports });
  }
  progress.end();
  return scanResult(looked, unread, project.cwd);
}

/** A file with what the rules say of it. */
interface LookedAt {
  readonly name: string;
  readonly reports: readonly Report[];
}

/** Puts together what was found. */
export function scanResult(
  looked: readonly LookedAt[],
  unread: readonly UnreadFile[],
  cwd: string,
): ScanResult {
  const problems = looked.flatMap(({ name, reports }) =>
    reports.map((report) => problemOf(report, name, cwd)),
  );
  return {
    version: 1,
    summary: summarize(looked.length, problems),
    problems: worstFirst(problems),
    unread,
  };
}

function problemOf(report: Report, file: string, cwd: string): Problem {
  const { name = '', kind = kindOf(report), place, reasonId, way, suggestions, edits, blocked } = report;
  const { line, column, endLine, endColumn, rule, messageId, message, severity } = report;
  return {
    ...{ file, line, column, endLine, endColumn, name },
    ...(kind && { kind }),
    ...(place !== undefined && { place }),
    ...{ rule, messageId, message, severity, fixable: edits.length > 0 },
    ...(edits.length === 0 && reasonId && { reasonId }),
    suggestions: suggestions as RewriteId[],
    ...(blocked && { blocked }),
    ...(way && {
      way: {
        names: way.names,
        file: way.file === undefined ? file : relative(cwd, way.file).replaceAll('\\', '/'),
        line: way.line,
      },
    }),
  };
}

const kinds = new Map(builtInCatalog.entries.map((entry) => [displayName(entry), entry.kind]));

/** A function that leads to what blocks waits for the same. */
function kindOf({ way }: Report): BlockingKind | undefined {
  return kinds.get(way?.names.at(-1) ?? '');
}

function summarize(files: number, problems: readonly Problem[]): Summary {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return {
    files,
    filesWithProblems: new Set(problems.map(({ file }) => file)).size,
    problems: problems.length,
    errors,
    warnings: problems.length - errors,
    fixable: problems.filter(({ fixable }) => fixable).length,
    byKind: Object.fromEntries(counted(problems.flatMap(({ kind }) => kind ?? []))),
    byReason: counted(problems.flatMap(({ reasonId }) => reasonId ?? [])).map(([reasonId, count]) => ({
      ...{ reasonId, reason: wordsOf(reasonId), problems: count },
    })),
  };
}

/** How often each value is there, the most frequent first. */
function counted<T>(values: readonly T[]): [value: T, count: number][] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}

/** A reason in general, without what it is about in one place. */
function wordsOf(id: ReasonId): string {
  return REASONS[id].replaceAll(/\{\{\w+\}\}/g, '…');
}
