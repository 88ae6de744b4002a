import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Page, Pages } from './gallery.ts';

export interface Gallery {
  /** e.g. `http://127.0.0.1:49152/` */
  readonly address: string;
  /** Tells open pages to load again. */
  changed(): void;
  close(): Promise<void>;
}

/** Serves what is in `pages` at the moment, to this machine alone; nothing is read from the disk. */
export async function serve(pages: () => Pages, port: number): Promise<Gallery> {
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    if (!isOurs(request)) return refuse(response, 403, 'This gallery answers to 127.0.0.1 alone.');
    const path = pathOf(request.url ?? '/');
    if (path === 'events') return listen(listeners, response);
    const page =
      path === null ? undefined : (pages().get(path) ?? pages().get(`${path}index.html`));
    return page === undefined
      ? refuse(response, 404, 'There is no such page.')
      : send(response, page);
  });
  await listening(server, port);
  const found = server.address();
  const at = typeof found === 'object' && found !== null ? found.port : port;
  return {
    address: `http://127.0.0.1:${at}/`,
    changed: () => {
      for (const open of listeners) open.write('data: changed\n\n');
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

/** A page of the internet may point a name of its own to this machine; it may not read what is here. */
function isOurs({ headers }: IncomingMessage): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '');
}

function pathOf(url: string): string | null {
  try {
    return decodeURIComponent(url.replace(/[?#].*$/, '')).slice(1);
  } catch {
    return null;
  }
}

function send(response: ServerResponse, { type, body }: Page): void {
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(body());
}

function refuse(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${words}\n`);
}

function listen(listeners: Set<ServerResponse>, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': open\n\n');
  listeners.add(response);
  response.on('close', () => listeners.delete(response));
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', done);
  });
}
