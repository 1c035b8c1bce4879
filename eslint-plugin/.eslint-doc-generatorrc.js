/** What is generated into the README and the rules' pages, by `npm run docs`: what the rules say of themselves. */

import { format, resolveConfig } from 'prettier';

/** @type {import('eslint-doc-generator').GenerateOptions} */
export default {
  configEmoji: [
    ['application', '🚀'],
    ['recommendedTypeChecked', '🔷'],
  ],
  // The same as `recommended`, for configurations of the old kind.
  ignoreConfig: ['recommended-legacy'],
  urlConfigs: 'https://github.com/to-thread/to-thread/tree/main/eslint-plugin#configurations',
  async postprocess(page, path) {
    return format(page, { ...(await resolveConfig(path)), parser: 'markdown' });
  },
};
