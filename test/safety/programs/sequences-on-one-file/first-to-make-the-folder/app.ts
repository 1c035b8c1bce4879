import { existsSync, mkdirSync, type PathLike } from 'node:fs';
export async function enter(folder: PathLike): Promise<boolean> {
  if (existsSync(folder)) return false;
  mkdirSync(folder, { recursive: true });
  return true;
}
