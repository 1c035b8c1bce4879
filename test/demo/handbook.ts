import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomNumbers } from './random.ts';

const words =
  `the a our team service request release review change customer contract invoice travel laptop badge meeting note
  incident database backup deploy rollback latency budget quarter office holiday parental leave security password
  training mentor checklist policy supplier delivery warehouse pallet harbour ferry winter summer plan report owner
  decides writes checks signs asks answers keeps sends moves opens closes before after during without together`.split(
    /\s+/,
  );

const pageNames = Array.from({ length: 160 }, (_, index) => `chapter-${String(index + 1).padStart(3, '0')}`);

/**
 * Writes a handbook of the size a company of some hundred people has: 160 pages, about 1 MB of Markdown. The text
 * is the same at each call, so that both servers serve the same bytes.
 */
export async function writeHandbook(contentFolder: string): Promise<void> {
  await mkdir(contentFolder, { recursive: true });
  const next = randomNumbers(20_251_121);
  for (const name of pageNames) {
    await writeFile(join(contentFolder, `${name}.md`), page(name, next));
  }
}

function page(name: string, next: () => number): string {
  const sections = Array.from({ length: 6 }, (_, index) => {
    const paragraphs = Array.from({ length: 3 }, () => sentence(next, 50));
    return `## Part ${index + 1}: ${sentence(next, 5)}\n\n${paragraphs.join('\n\n')}`;
  });
  return `# ${name}\n\n${sections.join('\n\n')}\n`;
}

function sentence(next: () => number, length: number): string {
  return Array.from({ length }, () => words[Math.floor(next() * words.length)]).join(' ');
}
