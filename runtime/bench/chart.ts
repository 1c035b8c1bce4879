import type { Result } from './scenarios.ts';

const WIDTH = 860;
const LABEL = 330;
const ROW = 22;
const TOP = 44;

/**
 * A bar for each result: what to-thread takes, as a part of what the reference takes. The line at 1 is the reference.
 * Readable on light and dark pages.
 */
export function chart(results: readonly Result[], subtitle: string): string {
  const shown = results.filter(({ unit }) => unit !== 'MiB');
  const scale = (WIDTH - LABEL - 90) / 1.2;
  const rows = shown.map(({ title, figures, reference }, index) => {
    const ratio = (figures['to-thread'] ?? NaN) / (figures[reference] ?? NaN);
    const y = TOP + index * ROW;
    const length = Math.min(ratio, 1.2) * scale;
    const fill = ratio <= 1 ? '#2e9e6b' : '#c4693d';
    return `<text x="${LABEL - 8}" y="${y + 14}" text-anchor="end">${title}</text>
<rect x="${LABEL}" y="${y + 3}" width="${length.toFixed(1)}" height="${ROW - 8}" rx="3" fill="${fill}"/>
<text x="${(LABEL + length + 6).toFixed(1)}" y="${y + 14}">${ratio.toFixed(2)}× ${reference}</text>`;
  });
  const height = TOP + shown.length * ROW + 12;
  const line = LABEL + scale;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="12">
<style>text{fill:#333}@media (prefers-color-scheme:dark){text{fill:#ddd}}</style>
<text x="8" y="20" font-size="15" font-weight="600">to-thread, time taken as a part of the reference's (shorter is better)</text>
<text x="8" y="36" opacity="0.7">${subtitle}; medians of one interleaved run</text>
<line x1="${line}" y1="${TOP - 4}" x2="${line}" y2="${height - 8}" stroke="#888" stroke-dasharray="3 3"/>
${rows.join('\n')}
</svg>
`;
}
