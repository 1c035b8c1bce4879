import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

/** Fills `{{name}}` places of a template. The file is read each time, so that editors see changes at once. */
export async function render(config: Config, name: string, values: Record<string, string>): Promise<string> {
  const template = readFileSync(join(config.templateFolder, `${name}.html`), 'utf8');
  return template.replace(/\{\{(\w+)\}\}/g, (_, key: string) => values[key] ?? '');
}
