import fs from 'node:fs';
const log = async (line) => {
  fs.appendFileSync('requests.log', `${line}\n`);
};
export function answer(server) {
  server.on('request', (request, response) => {
    log(request.url);
    response.end('ok');
  });
}
