import fs from 'node:fs';
type Load = () => Promise<string>;
export async function run(load: Load, isWanted: boolean = true): Promise<string> {
  const extra: Promise<string> | undefined = isWanted ? load() : undefined;
  const text: string = fs.readFileSync('big', 'utf8');
  return extra ? text + (await extra) : text;
}
