// PostgreSQL in WebAssembly with pgvector, in memory, behind a socket: one connection at a time, no TLS, no COPY.
// Says "listening PORT" when it is ready, and ends when its standard input does, so that a killed test leaves nothing behind.
import net from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite/vector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

const database = await PGlite.create({ extensions: { vector } });
await database.exec('CREATE EXTENSION vector');
const inner = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port: 0, maxConnections: 8 });
const innerPort = new Promise(resolve => inner.addEventListener('listening', event => resolve(event.detail.port)));
await inner.start();

// pglite's server mixes up the messages of connections that are open at once, and refuses one that comes while another still closes: here they wait in line.
let line = innerPort;
const door = net.createServer({ pauseOnConnect: true }, socket => {
  socket.on('error', () => { });
  line = line.then(port => serve(socket, port).then(() => port));
});

function serve(socket, port) {
  return new Promise(resolve => {
    socket.once('data', first => {
      // A request for TLS (or Kerberos) is answered with "no"; what follows is the usual greeting.
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
process.stdin.on('end', () => process.exit(0));
