// Where the console is served: by the cloud itself at /console/, or, where its binary has none or one that
// is not to be tested (TERRANE_CONSOLE_DIST is set), by a
// server here, with the same content security policy, that passes everything else on to the cloud.
import { readFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

export const policy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
  "font-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ');

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml',
  '.json': 'application/json',
};
const dist = join(import.meta.dirname, '../dist');

export interface Site {
  url: string;
  stop: () => void;
}

export async function siteOf(endpoint: string): Promise<Site> {
  if (!process.env['TERRANE_CONSOLE_DIST'] && (await fetch(`${endpoint}/console/`)).ok) return { url: `${endpoint}/console/`, stop: () => {} };
  const server = createServer(async (incoming, outgoing) => {
    const path = new URL(incoming.url ?? '/', 'http://localhost').pathname;
    if (!path.startsWith('/console/')) {
      const onward = request(`${endpoint}${incoming.url}`, { method: incoming.method, headers: incoming.headers },
        (reply) => {
          outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
          reply.pipe(outgoing);
        });
      onward.on('error', () => outgoing.destroy());
      outgoing.on('close', () => onward.destroy());
      return void incoming.pipe(onward);
    }
    const file = join(dist, normalize(path.slice('/console'.length)).replace(/\/$/, '/index.html'));
    const body = await readFile(file).catch(() => undefined);
    outgoing.writeHead(body ? 200 : 404, {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream', 'Content-Security-Policy': policy,
    });
    outgoing.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/console/`,
    stop: () => (server.closeAllConnections(), server.close()),
  };
}
