/**
 * A program to be recorded: it answers its parent with the CPU time, in microseconds, that its work took: of the main
 * thread, where the event loop is, and of the whole process.
 */
import { statSync } from 'node:fs';
import { createServer } from 'node:http';

/** Frames of a program above a call, and calls that a request makes. */
const DEPTH = 15;
const CALLS = 20;

const deep = (depth) => (depth === 0 ? statSync('.') : deep(depth - 1));

const server = createServer((_request, response) => {
  for (let i = 0; i < CALLS; i++) deep(DEPTH);
  response.end('answer');
});

server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));

let before = usage();
process.on('message', ({ ask, calls }) => {
  if (ask === 'start') {
    before = usage();
    process.send({});
  } else if (ask === 'read') {
    process.send(used(before));
  } else {
    // The first turn after the start, and then what is measured.
    for (let i = 0; i < calls; i++) deep(DEPTH);
    const start = usage();
    for (let i = 0; i < calls; i++) deep(DEPTH);
    process.send(used(start));
  }
});
process.on('disconnect', () => process.exit());

function usage() {
  return { main: process.threadCpuUsage(), all: process.cpuUsage() };
}

function used(since) {
  const sum = ({ user, system }) => user + system;
  return { main: sum(process.threadCpuUsage(since.main)), all: sum(process.cpuUsage(since.all)) };
}
