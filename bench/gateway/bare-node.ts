// What Node's own server takes for an answer of a kilobyte: the yardstick.
import { createServer } from 'node:http';
import { body } from './body.ts';

createServer((request, response) => {
  // It is a server, not a loop: it reads what it was asked and says what it answers.
  response.writeHead(request.method === 'GET' ? 200 : 405, { 'content-type': 'application/json' });
  response.end(body);
}).listen(Number(process.argv[2]), 'localhost');
