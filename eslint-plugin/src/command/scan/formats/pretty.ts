import type { Colours } from '../../terminal/terminal.ts';
import { timesOf } from '../../../recordings/blocked-time.ts';
import { columns, plural } from '../../terminal/words.ts';
import type { Problem, ScanResult, Summary } from '../result.ts';

/** What `scan` prints for people: by file, the file with the worst first. */
export function pretty({ problems, summary, unread }: ScanResult, colours: Colours): string {
  const isMeasured = problems.some(({ blocked }) => blocked);
  const files = [...new Set(problems.map(({ file }) => file))];
  const sections = files.map((file) => {
    const rows = problems
      .filter((problem) => problem.file === file)
      .map((problem) => row(problem, isMeasured, colours));
    return `${colours.underline(file)}\n${columns(rows)}`;
  });
  const parts = [
    ...sections,
    problems.length < summary.problems ? `${String(problems.length)} of them are shown, the worst.` : '',
    totals(summary, colours),
    listed(
      'Not mended, by reason:',
      summary.byReason.map(({ reason, problems: count }) => [String(count), reason]),
    ),
    listed(
      colours.yellow(`Not looked at: ${plural(unread.length, 'file')}`),
      unread.map(({ file, reason }) => [file, reason]),
    ),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function row(
  { file, line, column, name, way, kind, rule, fixable, blocked }: Problem,
  isMeasured: boolean,
  colours: Colours,
): string[] {
  const isLookup = rule === 'no-blocking-lookup-in-async';
  return [
    colours.dim(`${String(line)}:${String(column)}`),
    way ? way.names.join(' → ') + elsewhere(way, file) : name,
    colours.dim(isLookup ? 'lookup' : (kind ?? '')),
    ...(isMeasured ? [blocked ? timesOf(blocked) : ''] : []),
    fixable ? colours.green('mended by fix') : '',
  ];
}

/** Where what blocks is written, if that is in another file. */
function elsewhere(way: NonNullable<Problem['way']>, file: string): string {
  return way.file === file ? '' : ` (${way.file}:${String(way.line)})`;
}

function totals({ problems, files, filesWithProblems, byKind, fixable }: Summary, colours: Colours): string {
  if (problems === 0) return colours.green(`Nothing blocks async code in ${plural(files, 'file')}.`);
  const kinds = Object.entries(byKind).map(([kind, count]) => `${String(count)} ${kind}`);
  return [
    colours.bold(
      `${plural(problems, 'place')} in ${String(filesWithProblems)} of ${plural(files, 'file')} ${problems === 1 ? 'blocks' : 'block'} async code: ${kinds.join(', ')}.`,
    ),
    `${fixable === 0 ? 'None' : String(fixable)} of them ${fixable > 1 ? 'are' : 'is'} mended by \`npx eslint-plugin-to-thread fix\`.`,
  ].join('\n');
}

function listed(title: string, rows: readonly string[][]): string {
  return rows.length === 0 ? '' : `${title}\n${columns(rows)}`;
}
