/** What the command can do, and the ways to ask it for something that it cannot. */

export const usage = `Usage:
  to-thread trace [options] -- <command>     record what blocks the event loop while a command runs
  to-thread report [folder]                  write a page of what was recorded
  to-thread trace --compare <before> <after> two recordings beside each other

Options of trace:
  --folder <folder>   where recordings go, instead of .to-thread
  --watch             show the table also while the command runs

Options of report and of --compare:
  --format <format>   html, json, markdown, speedscope or table
  --output <file>     where it goes; a page goes to report.html of the folder, all else to standard output
  --all               everything in the folder, not only the newest run
`;

/** Something on the command line that makes no sense. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const formats = ['html', 'json', 'markdown', 'speedscope', 'table'] as const;
export type Format = (typeof formats)[number];

export function formatOf(text: string | undefined, otherwise: Format): Format {
  if (text === undefined) return otherwise;
  const format = formats.find((name) => name === text);
  if (format === undefined) throw new UsageError(`there is no format ${text}: ${formats.join(', ')}`);
  return format;
}
