/** The tables of the page: rows that the script of the page sorts by the values that they carry. */
import { html, type Markup } from './markup.ts';
import type { Advice, CallSummary, Report, StallSummary } from './report.ts';
import { runningOf, type Table, whereOf } from './tables.ts';
import { count, duration, frame, printable } from './words.ts';

export function callTable(calls: readonly CallSummary[]): Markup {
  if (calls.length === 0) return html`<p>No blocking calls were made after the start.</p>`;
  const [longest, total] = [Math.max(...calls.map((c) => c.longest)), Math.max(...calls.map((c) => c.total))];
  return html`<table id="calls" class="sortable">
    <thead>
      <tr>
        ${heading('longest', true, 'descending')} ${heading('total', true)} ${heading('count', true)}
        ${heading('p50', true)} ${heading('p99', true)} ${heading('call', false)} ${heading('where', false)}
      </tr>
    </thead>
    <tbody>
      ${calls.map(
        (call) =>
          html`<tr>
            ${
              call.runningSince === undefined
                ? bar(call.longest, longest, duration(call.longest))
                : html`<td class="figure" data-value="1e15">running</td>`
            }
            ${bar(call.total, total, `${call.estimated ? '≈ ' : ''}${duration(call.total)}`)}
            <td class="figure" data-value="${call.count}">${count(call.count, call.estimated)}</td>
            <td class="figure" data-value="${call.p50}">${duration(call.p50)}</td>
            <td class="figure" data-value="${call.p99}">${duration(call.p99)}</td>
            <td>
              <code>${shown(call.function)}</code>
              ${call.isAsync ? html`<span class="tag">async</span>` : undefined}
            </td>
            <td>${details(whereOf(call), call.stack, call.advice)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

export function stallTable(stalls: readonly StallSummary[]): Markup {
  if (stalls.length === 0) return html`<p>There were none.</p>`;
  const longest = Math.max(...stalls.map((stall) => stall.longest));
  return html`<table id="stalls" class="sortable">
    <thead>
      <tr>
        ${heading('longest', true, 'descending')} ${heading('total', true)} ${heading('count', true)}
        ${heading('CPU', true)} ${heading('running', false)} ${heading('where', false)}
      </tr>
    </thead>
    <tbody>
      ${stalls.map(
        (stall) =>
          html`<tr>
            ${bar(stall.longest, longest, duration(stall.longest))}
            <td class="figure" data-value="${stall.total}">${duration(stall.total)}</td>
            <td class="figure" data-value="${stall.count}">${count(stall.count)}</td>
            <td class="figure" data-value="${stall.cpu}">${duration(stall.cpu)}</td>
            <td>${shown(runningOf(stall))}</td>
            <td>${details(whereOf(stall), stall.stack)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

export function functionTable(functions: Report['functions']): Markup {
  if (functions.length === 0) return html`<p>There were no calls.</p>`;
  return html`<table class="sortable">
    <thead>
      <tr>
        ${heading('longest', true, 'descending')} ${heading('total', true)} ${heading('count', true)}
        ${heading('p50', true)} ${heading('p99', true)} ${heading('function', false)}
      </tr>
    </thead>
    <tbody>
      ${functions.map(
        (of) =>
          html`<tr>
            <td class="figure" data-value="${of.longest}">${duration(of.longest)}</td>
            <td class="figure" data-value="${of.total}">${duration(of.total)}</td>
            <td class="figure" data-value="${of.count}">${count(of.count)}</td>
            <td class="figure" data-value="${of.p50}">${duration(of.p50)}</td>
            <td class="figure" data-value="${of.p99}">${duration(of.p99)}</td>
            <td><code>${shown(of.function)}</code></td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

export function processTable(processes: Report['processes']): Markup {
  return html`<table class="sortable">
    <thead>
      <tr>
        ${heading('process', true)} ${heading('longest stall', true)} ${heading('in blocking calls', true)}
        ${heading('time', true)} ${heading('program', false)} ${heading('Node', false)}
        ${heading('end', false)}
      </tr>
    </thead>
    <tbody>
      ${processes.map(
        (of) =>
          html`<tr>
            <td class="figure" data-value="${of.id}">${of.id}</td>
            <td class="figure" data-value="${of.longestStall}">${duration(of.longestStall)}</td>
            <td class="figure" data-value="${of.blocked}">${duration(of.blocked)}</td>
            <td class="figure" data-value="${of.end - of.start}">${duration(of.end - of.start)}</td>
            <td>${shown(of.main ?? '')}</td>
            <td>${shown(of.node)}</td>
            <td>${of.ended ? timeOf(of.end) : 'killed, or still running'}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

export function comparedTable({ columns, rows }: Table): Markup {
  const kind = (column: number): string => (columns[column]?.isFigure ? 'figure' : 'words');
  return html`<table>
    <thead>
      <tr>
        ${columns.map(({ name }, column) => html`<th scope="col" class="${kind(column)}">${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr class="${row[0]}">
            ${row.map((cell, column) => html`<td class="${kind(column)}">${shown(cell)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function heading(name: string, isFigure: boolean, sort?: 'descending'): Markup {
  return html`<th scope="col" class="${isFigure ? 'figure' : 'words'}" aria-sort="${sort ?? 'none'}">
    <button type="button">${name}</button>
  </th>`;
}

/** A figure with a bar, as long as it is of the largest. */
function bar(value: number, largest: number, text: string): Markup {
  const share = largest > 0 ? Math.min(100, (value / largest) * 100).toFixed(1) : '0';
  return html`<td class="figure bar" data-value="${value}" style="${`--share: ${share}%`}">
    <span>${text}</span>
  </td>`;
}

function details(where: string, stack: CallSummary['stack'], advice?: Advice): Markup {
  if (stack.length === 0 && !advice) return html``;
  return html`<details>
    <summary><code>${shown(where)}</code></summary>
    ${advice && html`<p class="${`advice ${advice.kind}`}">${inWords(advice)}</p>`}
    <ol class="stack">
      ${stack.map((location) => html`<li><code>${shown(frame(location))}</code></li>`)}
    </ol>
  </details>`;
}

const kinds = {
  fix: 'Can be fixed',
  suggestion: 'Suggestion',
  change: 'By hand',
  leave: 'Leave it',
} as const;

/** What is between backquotes is code. */
function inWords({ kind, text }: Advice): Markup {
  const parts = text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
  return html`<strong>${kinds[kind]}.</strong> ${parts}`;
}

export function timeOf(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime())
    ? 'unknown'
    : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

export function shown(text: string): string {
  return printable(text);
}
