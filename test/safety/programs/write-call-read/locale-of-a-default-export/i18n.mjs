let l = 'en';
export default {
  setLocale(x) {
    l = x;
  },
  t(k) {
    return { en: 'hi', de: 'hallo' }[l];
  },
};
