import fs from 'node:fs';
import http from 'node:http';
function send(res, status, text) {
  res.statusCode = status;
  res.end(text);
}
export const server = http.createServer(async (req, res) => {
  const text = fs.readFileSync('page.html', 'utf8');
  send(res, 200, text);
});
