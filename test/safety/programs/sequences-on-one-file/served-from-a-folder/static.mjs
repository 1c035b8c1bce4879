import fs from 'node:fs';
export const serveStatic = (folder) => (req, res) => {
  fs.readFile(folder + req.url, (_, data) => res.end(data));
};
