let closed = false;
export const isClosed = () => closed;
export const close = () => {
  closed = true;
};
