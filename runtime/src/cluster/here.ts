/** The place of this module, from which the packages it needs are found. In the CommonJS build it is that of the file. */
export const here = import.meta.url;
