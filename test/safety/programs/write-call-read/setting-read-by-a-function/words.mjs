export const settings = { language: 'en' };
const words = { hello: { en: 'hello ', de: 'hallo ' } };
export const translate = (word) => words[word][settings.language];
