// PostgreSQL in WebAssembly with pgvector, in memory, behind a socket: one connection at a time, no TLS, no COPY.
// Says "listening PORT" when it is ready, and ends when its standard input does, so that a killed test leaves nothing behind.
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite/vector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

const database = await PGlite.create({ extensions: { vector } });
await database.exec('CREATE EXTENSION vector');
const server = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port: 0 });
server.addEventListener('listening', event => process.stdout.write(`listening ${event.detail.port}\n`));
await server.start();
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
