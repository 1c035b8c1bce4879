import fs from 'node:fs';
export const receive = (request, file, response) => {
  request
    .on('data', async (chunk) => {
      fs.appendFileSync(file, chunk);
    })
    .on('end', () => {
      response.statusCode = 201;
      response.end(file);
    });
};
