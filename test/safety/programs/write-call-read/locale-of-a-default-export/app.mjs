import fs from 'node:fs';
import i18n from './i18n.mjs';
export async function mail(user) {
  i18n.setLocale(user.lang);
  const template = fs.readFileSync(user.template, 'utf8').length;
  return i18n.t('hello') + template;
}
