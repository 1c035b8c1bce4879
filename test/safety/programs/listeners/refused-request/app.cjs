const fs = require('fs');
const http = require('http');
exports.post = async (port, done) => {
  const request = http.request({ host: '127.0.0.1', port, method: 'POST' });
  request.flushHeaders();
  const token = fs.readFileSync('token', 'utf8');
  for (const event of ['error', 'response']) request.on(event, () => done(event));
  request.end(token);
};
