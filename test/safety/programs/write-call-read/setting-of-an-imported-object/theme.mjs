export const theme = {
  dark: false,
  paint(text) {
    return `${text} ${this.dark ? 'white on black' : 'black on white'}`;
  },
};
