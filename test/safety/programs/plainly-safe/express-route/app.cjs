const fs = require('fs');
const path = require('path');
module.exports = (app) => {
  app.get('/docs/:name', async (req, res, next) => {
    try {
      const file = path.join(__dirname, 'docs', `${req.params.name}.md`);
      const text = fs.readFileSync(file, 'utf8');
      res.type('text/markdown').send(text);
    } catch (error) {
      next(error);
    }
  });
};
