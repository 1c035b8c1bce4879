/** What makes the page more than a text: it draws the chart, sorts and searches the tables, and changes the colours. */
import { drawTimeline } from './chart.ts';
import { searchable, sortable } from './rows.ts';
import { themed } from './theme.ts';

const redraw = drawTimeline();
themed(redraw);
for (const table of document.querySelectorAll<HTMLTableElement>('table.sortable')) sortable(table);
for (const input of document.querySelectorAll<HTMLInputElement>('input[type=search]')) searchable(input);

// On paper nobody can open what is closed.
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll<HTMLDetailsElement>('#calls details, #stalls details')) {
    details.open = true;
  }
});
