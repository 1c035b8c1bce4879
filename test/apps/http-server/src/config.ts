import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface Config {
  title: string;
  contentFolder: string;
  templateFolder: string;
  publicFolder: string;
  accountsFile: string;
  /** Responses with more bytes than this are compressed. */
  compressAbove: number;
  noticeFile: string;
}

export const rootFolder = resolve(import.meta.dirname, '..');

/** Reads config.json, with config.local.json over it where there is one, and makes its paths absolute. */
export function loadConfig(): Config {
  const config = readJson(join(rootFolder, 'config.json')) as Config;
  const localFile = join(rootFolder, 'config.local.json');
  if (existsSync(localFile)) {
    Object.assign(config, readJson(localFile));
  }
  for (const key of ['contentFolder', 'templateFolder', 'publicFolder', 'accountsFile', 'noticeFile'] as const) {
    config[key] = resolve(rootFolder, config[key]);
  }
  return config;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
