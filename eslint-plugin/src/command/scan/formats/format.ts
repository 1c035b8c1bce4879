import type { Colours } from '../../terminal/terminal.ts';
import type { ScanResult } from '../result.ts';
import { markdown } from './markdown.ts';
import { pretty } from './pretty.ts';
import { sarif } from './sarif.ts';

const formats = {
  pretty,
  json: (result: ScanResult) => `${JSON.stringify(result, undefined, 2)}\n`,
  sarif,
  markdown,
} as const satisfies Record<string, (result: ScanResult, colours: Colours) => string>;

export type Format = keyof typeof formats;

export const FORMATS = Object.keys(formats) as readonly Format[];

export function formatted(result: ScanResult, format: Format, colours: Colours): string {
  return formats[format](result, colours);
}
