/** The rows that terminal, Markdown and page have in common: the same figures in the same order, worst first. */
import type { Comparison, ComparedCall } from './compare.ts';
import type { CallSummary, Report, StallSummary } from './report.ts';
import { count, duration, many, position } from './words.ts';

export interface Table {
  readonly title: string;
  readonly columns: readonly { readonly name: string; readonly isFigure: boolean }[];
  readonly rows: readonly (readonly string[])[];
  /** Said in place of a table without rows. */
  readonly empty: string;
  /** How many rows there are that are not shown. */
  readonly left: number;
}

const figure = (name: string): Table['columns'][number] => ({ name, isFigure: true });
const words = (name: string): Table['columns'][number] => ({ name, isFigure: false });

export function summaryOf({ from, to, processes, calls, stalls }: Report): string {
  const killed = processes.filter(({ ended }) => !ended).length;
  return [
    `${many(processes.length, 'process', 'processes')} in ${duration(to - from)}`,
    ...(killed > 0 ? [`${killed} of them killed or still running`] : []),
    `${many(calls.length, 'place')} with blocking calls`,
    `${many(stalls.count, 'stall')} of the event loop, ${duration(stalls.longest)} at worst, ${duration(stalls.total)} together`,
  ].join('; ');
}

export function callTable({ calls }: Report, limit = Infinity): Table {
  return {
    title: 'Blocking calls',
    columns: [...['longest', 'count', 'total', 'p50', 'p99'].map(figure), words('call'), words('where')],
    rows: calls
      .slice(0, limit)
      .map((call) => [
        call.runningSince === undefined ? duration(call.longest) : 'running',
        count(call.count, call.estimated),
        `${call.estimated ? '≈' : ''}${duration(call.total)}`,
        duration(call.p50),
        duration(call.p99),
        call.function,
        whereOf(call),
      ]),
    empty: 'No blocking calls were made after the start.',
    left: Math.max(0, calls.length - limit),
  };
}

export function stallTable({ stalls }: Report, limit = Infinity): Table {
  return {
    title: 'Stalls of the event loop',
    columns: [...['longest', 'count', 'total', 'CPU'].map(figure), words('running'), words('where')],
    rows: stalls.places
      .slice(0, limit)
      .map((stall) => [
        duration(stall.longest),
        count(stall.count),
        duration(stall.total),
        duration(stall.cpu),
        runningOf(stall),
        whereOf(stall),
      ]),
    empty: 'The event loop was never held up for long.',
    left: Math.max(0, stalls.places.length - limit),
  };
}

export function comparisonTables({ stalls, calls }: Comparison, limit = Infinity): Table[] {
  const { before, after } = stalls;
  const row = (name: string, of: (side: typeof before) => string): string[] => [name, of(before), of(after)];
  return [
    {
      title: 'Stalls of the event loop',
      columns: [words(''), figure('before'), figure('after')],
      rows: [
        row('longest', (side) => duration(side.longest)),
        row('count', (side) => count(side.count)),
        row('total', (side) => duration(side.total)),
        row('recorded', (side) => duration(side.recorded)),
      ],
      empty: '',
      left: 0,
    },
    {
      title: 'Blocking calls',
      columns: [
        ...[
          words('change'),
          figure('longest before'),
          figure('after'),
          figure('count before'),
          figure('after'),
        ],
        ...[words('call'), words('where')],
      ],
      rows: calls
        .slice(0, limit)
        .map((call) => [
          call.change,
          ...sides(call, (side) => duration(side.longest)),
          ...sides(call, (side) => count(side.count)),
          call.function,
          call.file === undefined
            ? ''
            : `${call.file}:${call.line ?? 0}${call.within ? ` (${call.within})` : ''}`,
        ]),
      empty: 'Neither recording has blocking calls.',
      left: Math.max(0, calls.length - limit),
    },
  ];
}

function sides({ before, after }: ComparedCall, of: (side: NonNullable<typeof before>) => string): string[] {
  return [before, after].map((side) => (side ? of(side) : '–'));
}

/** The line of the project; what is in a package has none, and goes by its own. */
export function whereOf({ place, stack }: Pick<CallSummary, 'place' | 'stack'>): string {
  const at = place ?? stack[0];
  return at ? position(at) : '';
}

export function runningOf({ function: name, loading, stack }: StallSummary): string {
  if (name !== undefined) return name;
  if (loading) return 'loading of code';
  return stack.length > 0
    ? `JavaScript${stack[0]?.name === undefined ? '' : ` in ${stack[0].name}`}`
    : 'not seen';
}
