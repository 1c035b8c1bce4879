import { readFileSync } from 'node:fs';
const i18n = {
  locale: 'en',
  hello(): string {
    return { en: 'Hello', fr: 'Bonjour' }[this.locale] ?? '?';
  },
};
export async function letter(locale: string): Promise<string> {
  i18n.locale = locale;
  const template: string = readFileSync('letter', 'utf8');
  return template.replace('{}', i18n.hello());
}
