import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A site that serves one table of products. */
export interface TableSite {
  /** As `OUTBOUND_PRIVATE_ALLOWED` names it. */
  readonly host: string;
  readonly url: string;
  stop(): Promise<void>;
}

export async function startTableSite(csv: string): Promise<TableSite> {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/csv; charset=utf-8').end(csv);
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}/products.csv`,
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
