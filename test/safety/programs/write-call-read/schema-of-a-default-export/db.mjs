let schema = '';
export default {
  useSchema(name) {
    schema = name;
  },
  query: (text) => `${schema}.${text}`,
};
