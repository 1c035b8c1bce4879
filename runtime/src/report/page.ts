/**
 * The report as one page that needs nothing else: no network, and of scripts only the one that is in it, by its hash. All
 * there is to read is in the markup; the script sorts, searches and draws.
 */
import { createHash } from 'node:crypto';
import { type Comparison } from './compare.ts';
import { data, html, Markup } from './markup.ts';
import {
  callTable,
  comparedTable,
  functionTable,
  processTable,
  shown,
  stallTable,
  timeOf,
} from './page-tables.ts';
import type { Report, Timeline } from './report.ts';
import { comparisonTables, summaryOf } from './tables.ts';
import { count, duration, many } from './words.ts';

/** Set by the build: what `page/page.ts` and `page/page.css` come to. */
declare const PAGE_SCRIPT: string;
declare const PAGE_STYLE: string;

export function toPage(report: Report): string {
  const { calls, stalls, processes, functions, problems } = report;
  return page(
    'What blocked the event loop',
    html`<p class="summary">${summaryOf(report)}.</p>
      ${figures(report)} ${timeline(stalls.timeline)}
      <section aria-labelledby="calls-title">
        <h2 id="calls-title">Blocking calls</h2>
        <p class="hint">
          By place, the longest call first. A heading sorts by it; a row has the stack and what to do.
        </p>
        ${search('calls', calls.length)} ${callTable(calls)}
      </section>
      <section aria-labelledby="stalls-title">
        <h2 id="stalls-title">What was running in the worst stalls</h2>
        ${stallTable(stalls.places)}
      </section>
      <section aria-labelledby="functions-title">
        <h2 id="functions-title">By function</h2>
        <p class="hint">Exact totals, wherever the calls came from.</p>
        ${functionTable(functions)}
      </section>
      <section aria-labelledby="processes-title">
        <h2 id="processes-title">Processes</h2>
        ${processTable(processes)}
      </section>
      ${
        problems.length > 0
          ? html`<section aria-labelledby="problems-title">
              <h2 id="problems-title">Not read</h2>
              <ul>
                ${problems.map(({ file, reason }) => html`<li>${shown(file)} ${shown(reason)}</li>`)}
              </ul>
            </section>`
          : undefined
      }
      ${data('timeline', stalls.timeline)}`,
  );
}

export function comparisonToPage(comparison: Comparison): string {
  const tables = comparisonTables(comparison).map(
    (table, index) =>
      html`<section aria-labelledby="${`table-${index}`}">
        <h2 id="${`table-${index}`}">${table.title}</h2>
        ${table.rows.length === 0 ? html`<p>${table.empty}</p>` : comparedTable(table)}
      </section>`,
  );
  return page('What blocked the event loop, before and after', html`${tables}`);
}

function page(title: string, body: Markup): string {
  // What is between the tags is hashed as it stands there.
  const hash = createHash('sha256').update(PAGE_SCRIPT).digest('base64');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return `${
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${policy}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>${title}</title>
          <style>
            ${new Markup(PAGE_STYLE)}
          </style>
        </head>
        <body>
          <header>
            <h1>${title}</h1>
            <button type="button" id="theme" hidden>Dark</button>
          </header>
          <main>${body}</main>
          ${new Markup(`<script>${PAGE_SCRIPT}</script>`)}
        </body>
      </html>`.text
  }\n`;
}

function figures({ stalls, calls, functions }: Report): Markup {
  const blocked = functions.reduce((sum, { total }) => sum + total, 0);
  const items = [
    ['Longest stall', duration(stalls.longest)],
    ['Stalls', count(stalls.count)],
    ['Stalled together', duration(stalls.total)],
    ['In blocking calls', duration(blocked)],
    ['Longest call', duration(Math.max(0, ...calls.map(({ longest }) => longest)))],
  ];
  return html`<dl class="figures">
    ${items.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function timeline({ width, slots, start }: Timeline): Markup {
  const held = [...slots.entries()].filter(([, [longest]]) => longest > 0);
  return html`<section aria-labelledby="timeline-title">
    <h2 id="timeline-title">Stalls over time</h2>
    <figure>
      <div
        id="chart"
        role="img"
        aria-label="${`The longest stall in each ${duration(width)}: ${many(held.length, 'slot')} of ${slots.length} had one. The table below has the figures.`}"
      ></div>
      <figcaption>The longest stall in each ${duration(width)}.</figcaption>
    </figure>
    ${
      held.length > 0
        ? html`<details>
            <summary>The figures of the chart</summary>
            <table>
              <thead>
                <tr>
                  <th scope="col">time</th>
                  <th scope="col" class="figure">longest</th>
                  <th scope="col" class="figure">together</th>
                </tr>
              </thead>
              <tbody>
                ${held.map(
                  ([index, [longest, total]]) =>
                    html`<tr>
                      <td>${timeOf(start + index * width)}</td>
                      <td class="figure">${duration(longest)}</td>
                      <td class="figure">${duration(total)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </details>`
        : html`<p>The event loop was never held up for long.</p>`
    }
  </section>`;
}

function search(id: string, rows: number): Markup {
  return html`<p class="search" hidden>
    <label>Search <input type="search" data-for="${id}" placeholder="function, file, advice" /></label>
    <output data-for="${id}">${many(rows, 'row')}</output>
  </p>`;
}
