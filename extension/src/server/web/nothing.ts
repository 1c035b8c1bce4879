/** Takes the place of modules that are loaded and never used here. */
export {};
