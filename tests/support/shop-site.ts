import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The website of a shop, on a host of its own. */
export interface ShopSite {
  /** `http://shop.example:4711` */
  readonly origin: string;
  stop(): Promise<void>;
}

/** Every page of the site embeds the chat of `tenant`, whose script comes from `apiUrl`. */
export async function startShopSite(options: {
  readonly host: string;
  readonly apiUrl: string;
  readonly tenant: string;
  readonly direction?: 'ltr' | 'rtl';
}): Promise<ShopSite> {
  const html = page(options);
  const server = createServer((_request, response) => {
    // Strict: what the script does must work on careful sites too.
    const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src ${options.apiUrl}; connect-src ${options.apiUrl}; img-src https: data:`;
    response.setHeader('Content-Security-Policy', policy);
    response.setHeader('Content-Type', 'text/html; charset=utf-8').end(html);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://${options.host}:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function page({ apiUrl, tenant, direction = 'ltr' }: Parameters<typeof startShopSite>[0]): string {
  const words = direction === 'rtl' ? ['החנות שלנו', 'בשר טרי, כל יום.'] : ['Our shop', 'Fresh every day.'];
  return `<!doctype html><html lang="${direction === 'rtl' ? 'he' : 'en'}" dir="${direction}"><head><meta charset="utf-8"><title>Shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>* { font-family: "Comic Sans MS" !important; color: purple } body { background: #faf7f2; margin: 0 } main { padding: 48px; max-width: 640px }
button { text-transform: uppercase; background: red } li { list-style: square inside }</style>
<script src="${apiUrl}/widget.js" data-tenant="${tenant}" async></script></head>
<body><main><h1>${words[0]}</h1><p>${words[1]}</p><p><a href="#more">Link</a></p></main></body></html>`;
}
