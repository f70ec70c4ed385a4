// PostgreSQL in WebAssembly with pgvector behind a socket, as tests/GarmentTools.Postgres.Tests/pglite-server.mjs has it (one connection at a time).
// Says "listening PORT"; when its standard input ends it writes the schema 'garments' as SQL into the file that is named, and ends.
import fs from 'node:fs';
import net from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite/vector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { pgDump } from '@electric-sql/pglite-tools/pg_dump';

const database = await PGlite.create({ extensions: { vector } });
await database.exec('CREATE EXTENSION vector');
const inner = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port: 0, maxConnections: 8 });
const innerPort = new Promise(resolve => inner.addEventListener('listening', event => resolve(event.detail.port)));
await inner.start();

let line = innerPort;
const door = net.createServer({ pauseOnConnect: true }, socket => {
  socket.on('error', () => { });
  line = line.then(port => serve(socket, port).then(() => port));
});

function serve(socket, port) {
  return new Promise(resolve => {
    socket.once('data', first => {
      const asksForTls = first.length === 8 && [80877103, 80877104].includes(first.readInt32BE(4));
      const upstream = net.connect(port, '127.0.0.1', () => {
        if (asksForTls) socket.write('N');
        else upstream.write(first);
        socket.pipe(upstream);
        upstream.pipe(socket);
      });
      socket.on('close', () => upstream.destroy());
      upstream.on('error', () => socket.destroy());
      upstream.on('close', () => { socket.destroy(); setTimeout(resolve, 5); });
    });
    socket.on('close', () => setTimeout(resolve, 50));
    socket.resume();
  });
}

door.listen(0, '127.0.0.1', () => process.stdout.write(`listening ${door.address().port}\n`));
process.stdin.resume();
process.stdin.on('end', async () => {
  await line;
  await inner.stop();
  const dump = await pgDump({ pg: database, args: ['--schema=garments', '--inserts', '--no-owner', '--no-privileges'] });
  fs.writeFileSync(process.argv[2], (await dump.text()).split('\n').filter(text => !text.startsWith('\\')).join('\n'));
  process.exit(0);
});
