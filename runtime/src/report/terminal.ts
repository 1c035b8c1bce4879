/** The table for a terminal. */
import { type Comparison } from './compare.ts';
import type { Report } from './report.ts';
import { callTable, comparisonTables, stallTable, summaryOf, type Table } from './tables.ts';
import { many, printable } from './words.ts';

/** Rows that are shown before it is said that there are more. */
const ROWS = 20;

export function toTerminal(report: Report, rows = ROWS): string {
  return joined([
    summaryOf(report),
    layOut(callTable(report, rows)),
    layOut(stallTable(report, rows)),
    ...report.problems.map(({ file, reason }) => printable(`${file} ${reason}`)),
  ]);
}

export function comparisonToTerminal(comparison: Comparison, rows = ROWS): string {
  return joined(comparisonTables(comparison, rows).map(layOut));
}

function layOut({ title, columns, rows, empty, left }: Table): string {
  if (rows.length === 0) return empty;
  const cells = [columns.map(({ name }) => name), ...rows.map((row) => row.map(printable))];
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return columns[column]?.isFigure ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
  const more = left > 0 ? [`… and ${many(left, 'more', 'more')}`] : [];
  return [`${title}, the longest first`, ...lines.map((line) => `  ${line}`), ...more].join('\n');
}

function joined(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}
