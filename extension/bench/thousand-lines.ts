/** A TypeScript file of about a thousand lines, or that many thousand: forty functions each, with one blocking call. */
export function thousandLines(thousands = 1): string {
  const functions = Array.from({ length: 40 * thousands }, (_, index) => [
    `function weigh${index}(value: number): number { return (value % 7) + ${index}; }`,
    '',
    `export async function step${index}(input: string): Promise<number> {`,
    '  let total = 0;',
    ...Array.from({ length: 18 }, (_, line) => `  total += input.length * ${line} + weigh${index}(total);`),
    "  const read = readFileSync(input, 'utf8');",
    '  return total + read.length;',
    '}',
    '',
  ]);
  return `import { readFileSync } from 'node:fs';\n${functions.flat().join('\n')}\n`;
}
