import { timesOf } from '../../../recordings/blocked-time.ts';
import { plural } from '../../terminal/words.ts';
import type { ScanResult } from '../result.ts';

/** What `scan --format markdown` prints: for a pull request, or an issue. */
export function markdown({ problems, summary, unread }: ScanResult): string {
  const isMeasured = problems.some(({ blocked }) => blocked);
  const rows = problems.map(({ file, line, name, way, kind, rule, fixable, reasonId, blocked }) => [
    `\`${file}:${String(line)}\``,
    `\`${way ? way.names.join(' → ') : name}\``,
    rule === 'no-blocking-lookup-in-async' ? 'lookup' : (kind ?? ''),
    ...(isMeasured ? [blocked ? timesOf(blocked) : ''] : []),
    fixable
      ? 'mended by `fix`'
      : (summary.byReason.find((known) => known.reasonId === reasonId)?.reason ?? ''),
  ]);
  const parts = [
    '## Blocking calls in async code',
    `${plural(summary.problems, 'place')} in ${String(summary.filesWithProblems)} of ${plural(summary.files, 'file')}; ${String(summary.fixable)} of them mended by \`npx eslint-plugin-to-thread fix\`.`,
    table(['place', 'blocks', 'kind', ...(isMeasured ? ['held the event loop'] : []), ''], rows),
    unread.length > 0 ? '### Not looked at' : '',
    table(
      ['file', 'reason'],
      unread.map(({ file, reason }) => [`\`${file}\``, reason]),
    ),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** A table; nothing without rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
