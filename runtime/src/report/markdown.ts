/** The report as Markdown, for pull requests and issues. */
import type { Comparison } from './compare.ts';
import type { Report } from './report.ts';
import { callTable, comparisonTables, stallTable, summaryOf, type Table } from './tables.ts';
import { printable } from './words.ts';

export function toMarkdown(report: Report): string {
  const problems = report.problems.map(({ file, reason }) => `- ${escaped(file)} ${escaped(reason)}`);
  return joined([
    '# What blocked the event loop',
    `${escaped(summaryOf(report))}.`,
    ...layOut(callTable(report)),
    ...layOut(stallTable(report)),
    ...(problems.length > 0 ? ['## Not read', problems.join('\n')] : []),
  ]);
}

export function comparisonToMarkdown(comparison: Comparison): string {
  return joined([
    '# What blocked the event loop, before and after',
    ...comparisonTables(comparison).flatMap(layOut),
  ]);
}

function layOut({ title, columns, rows, empty }: Table): string[] {
  if (rows.length === 0) return [`## ${title}`, empty];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    `## ${title}`,
    [
      line(columns.map(({ name }) => name)),
      line(columns.map(({ isFigure }) => (isFigure ? '--:' : '---'))),
      ...rows.map((row) => line(row.map(escaped))),
    ].join('\n'),
  ];
}

/** Names are text, whatever they hold: neither markup, nor links, nor mentions of people. */
function escaped(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]()#+!|~^$]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '&#64;')
    .replaceAll('://', '&#58;//');
}

function joined(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}
