let current;
export const render = ({ file, size }) => {
  current = `${file} ${size}`;
};
export const shown = () => current;
