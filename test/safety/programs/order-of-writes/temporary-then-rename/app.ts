import * as fs from 'node:fs';
interface Settings {
  readonly theme: string;
}
export class SettingsFile {
  static readonly path: string = 'settings.json';
  static async save(settings: Settings): Promise<void> {
    const temporary = `${SettingsFile.path}.tmp`;
    fs.writeFileSync(temporary, JSON.stringify(settings));
    fs.renameSync(temporary, SettingsFile.path);
  }
}
