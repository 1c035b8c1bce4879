import type { Colours } from '../terminal/terminal.ts';
import { columns, duration, plural } from '../terminal/words.ts';
import { table } from '../scan/formats/markdown.ts';
import type { Failure } from '../verify/baseline.ts';
import type { FixResult, MendedPlace, TestCounts, VerificationResult } from './result.ts';

/** What `fix` prints at its end. */
export function prettyFix(result: FixResult, colours: Colours): string {
  const { mended, takenBack, left, notWritten, changedFiles, installed, verification, milliseconds } = result;
  const parts = [
    mended.length > 0
      ? colours.bold(
          colours.green(`${plural(mended.length, 'call')} mended in ${plural(changedFiles.length, 'file')}`),
        ) + ` in ${duration(milliseconds)}.`
      : 'Nothing was mended.',
    listed(
      '',
      mended.map((place) => [
        placeOf(place),
        place.name,
        colours.dim(place.fixId === 'useNative' ? 'native twin' : 'toThread'),
      ]),
    ),
    takenBack.length > 0
      ? [
          colours.yellow(`${plural(takenBack.length, 'call')} taken back, since something failed with it:`),
          ...takenBack.map((place) => `  ${placeOf(place)}  ${place.name}\n${failureLines(place.failures)}`),
        ].join('\n')
      : '',
    listed(`${plural(left.summary.problems, 'place')} left:`, [
      ...left.summary.byReason.map(({ reason, problems }) => [String(problems), reason]),
      ...otherLeft(result).map(([count, words]) => [String(count), words]),
    ]),
    listed(
      colours.yellow('Not written:'),
      notWritten.map(({ file, reason }) => [file, reason]),
    ),
    listed(
      colours.yellow('Not looked at:'),
      left.unread.map(({ file, reason }) => [file, reason]),
    ),
    installed === undefined ? '' : `Installed with \`${installed}\`.`,
    verification ? verified(verification) : '',
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** What `--report file.md` holds: the text of a pull request. */
export function markdownFix(result: FixResult): string {
  const { mended, takenBack, left, notWritten, changedFiles, installed, verification } = result;
  const parts = [
    '## Blocking calls moved off the event loop',
    `${plural(mended.length, 'call')} mended in ${plural(changedFiles.length, 'file')}, ${String(takenBack.length)} taken back, ${plural(left.summary.problems, 'place')} left.`,
    verification ? verified(verification) : '',
    installed === undefined ? '' : `The runtime was installed with \`${installed}\`.`,
    mended.length > 0 ? '### Mended' : '',
    table(
      ['place before', 'call', 'now'],
      mended.map((place) => [
        `\`${placeOf(place)}\``,
        `\`${place.name}\``,
        place.fixId === 'useNative' ? 'asynchronous twin' : 'on a worker thread',
      ]),
    ),
    takenBack.length > 0 ? '### Taken back' : '',
    ...takenBack.map(
      (place) =>
        `\`${placeOf(place)}\`, \`${place.name}\`:\n\n${place.failures.map(({ kind, name, text }) => `- ${kind} \`${name}\`${text === '' ? '' : `\n\n${fenced(text)}`}`).join('\n')}`,
    ),
    left.summary.problems > 0 ? '### Left' : '',
    table(
      ['places', 'why'],
      [
        ...left.summary.byReason.map(({ reason, problems }) => [String(problems), reason]),
        ...otherLeft(result).map(([count, words]) => [String(count), words]),
      ],
    ),
    notWritten.length + left.unread.length > 0 ? '### Not looked at, or not written' : '',
    table(
      ['file', 'why'],
      [...notWritten, ...left.unread].map(({ file, reason }) => [`\`${file}\``, reason]),
    ),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Places that are left without a reason of their own. */
function otherLeft({ left, takenBack }: FixResult): readonly (readonly [count: number, words: string])[] {
  const unexplained = left.problems.filter(({ reasonId, fixable }) => reasonId === undefined && !fixable);
  const helpers = unexplained.filter(({ way }) => way !== undefined).length;
  const rows: [number, string][] = [
    [helpers, 'calls of helpers that block, which would become async with all that call them'],
    [unexplained.length - helpers, 'only suggested, as for lookups, which `--lookups` mends where it can'],
    [takenBack.length, 'taken back, see above'],
  ];
  return rows.filter(([count]) => count > 0);
}

function verified({
  command,
  types,
  before,
  after,
  typeErrors,
  flaky,
  runs,
  leftovers,
}: VerificationResult): string {
  const lines = [
    `Verified with \`${command}\`${types === undefined ? '' : ` and \`${types}\``}, run ${plural(runs, 'time')} after fixes: nothing fails that did not before.`,
    ...(before && after ? [`Tests before: ${counts(before)}; after: ${counts(after)}.`] : []),
    ...(typeErrors === undefined ? [] : [`Type errors: ${String(typeErrors)} before, none new.`]),
    ...(leftovers.length > 0
      ? [`The commands have changed or made ${leftovers.join(', ')}, which is left as it is.`]
      : []),
    ...(flaky.length > 0 ? [`Flaky before any change: ${flaky.join('; ')}.`] : []),
  ];
  return lines.join('\n');
}

function counts({ passed, failed }: TestCounts): string {
  return `${String(passed)} passed, ${String(failed)} failed`;
}

function placeOf({ file, line }: Pick<MendedPlace, 'file' | 'line'>): string {
  return `${file}:${String(line)}`;
}

function failureLines(failures: readonly Failure[]): string {
  return failures
    .map(
      ({ kind, name, text }) =>
        `    ${kind}: ${name}${text === '' ? '' : `\n${text.replaceAll(/^/gm, '      ')}`}`,
    )
    .join('\n');
}

function listed(title: string, rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  return title === '' ? columns(rows) : `${title}\n${columns(rows)}`;
}

/** Code between fences that are longer than any in it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}
