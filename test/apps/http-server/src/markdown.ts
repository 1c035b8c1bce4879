import { escapeHtml } from './templates.ts';

/** Turns the Markdown we use (headings, lists, code, emphasis, links) into HTML. */
export function toHtml(markdown: string): string {
  return markdown
    .split(/\n{2,}/)
    .map((block) => renderBlock(block.trim()))
    .filter((html) => html !== '')
    .join('\n');
}

/** The text of the first heading, or the fallback. */
export function titleOf(markdown: string, fallback: string): string {
  return /^#\s+(.+)$/m.exec(markdown)?.[1] ?? fallback;
}

function renderBlock(block: string): string {
  if (block === '') return '';
  const heading = /^(#{1,6})\s+(.*)$/.exec(block);
  if (heading) {
    const level = heading[1]?.length ?? 1;
    return `<h${level}>${renderInline(heading[2] ?? '')}</h${level}>`;
  }
  if (block.startsWith('```')) {
    return `<pre>${escapeHtml(block.replace(/^```.*\n?|```$/g, ''))}</pre>`;
  }
  const lines = block.split('\n');
  if (lines.every((line) => line.startsWith('- '))) {
    return `<ul>${lines.map((line) => `<li>${renderInline(line.slice(2))}</li>`).join('')}</ul>`;
  }
  return `<p>${renderInline(lines.join(' '))}</p>`;
}

function renderInline(text: string): string {
  return escapeHtml(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, '<a href="$2">$1</a>');
}
