/** Sorts a table by the column whose heading is pressed. */
export function sortable(table: HTMLTableElement): void {
  const headings = [...table.querySelectorAll<HTMLTableCellElement>('thead th')];
  for (const [column, heading] of headings.entries()) {
    heading.querySelector('button')?.addEventListener('click', () => {
      // Figures begin with the largest, words with the first letter.
      const first = heading.classList.contains('figure') ? 'descending' : 'ascending';
      const second = first === 'ascending' ? 'descending' : 'ascending';
      const order = heading.ariaSort === first ? second : first;
      for (const other of headings) other.ariaSort = other === heading ? order : 'none';
      sort(table, column, order === 'ascending' ? 1 : -1);
    });
  }
}

function sort(table: HTMLTableElement, column: number, direction: 1 | -1): void {
  const body = table.tBodies[0];
  if (!body) return;
  const rows = [...body.rows].map((row) => ({ row, key: keyOf(row.cells[column]) }));
  rows.sort((a, b) => direction * compare(a.key, b.key));
  body.append(...rows.map(({ row }) => row));
}

function keyOf(cell: HTMLTableCellElement | undefined): number | string {
  const value = cell?.dataset['value'];
  return value === undefined ? (cell?.textContent.trim() ?? '') : Number(value);
}

function compare(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}

/** Shows only the rows that hold all the words. */
export function searchable(input: HTMLInputElement): void {
  const id = input.dataset['for'] ?? '';
  const table = document.querySelector<HTMLTableElement>(`#${CSS.escape(id)}`);
  const output = document.querySelector<HTMLOutputElement>(`output[data-for="${CSS.escape(id)}"]`);
  const body = table?.tBodies[0];
  if (!body || !output) return;
  input.closest<HTMLElement>('.search')?.removeAttribute('hidden');
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\s+/);
    let shown = 0;
    for (const row of body.rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) shown++;
    }
    output.value = shown === body.rows.length ? `${shown} rows` : `${shown} of ${body.rows.length} rows`;
  });
}
