/** A page with nothing on it but the chat. `slug` has been checked to be letters, digits and hyphens. */
export function previewPage(slug: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Chat of ${slug}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>
body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1c1c1c;background:#f6f7f9}main{max-width:40rem;margin:auto;padding:3rem 1.5rem}
pre{background:#fff;border:1px solid #d5d5d5;border-radius:6px;padding:1rem;overflow:auto}</style></head>
<body><main><h1>Chat of ${slug}</h1><p>This is how visitors see it. To put it on a site, add the site to the shop's
<code>widget.origins</code> and this line to its pages, with the address of this server before <code>/widget.js</code>:</p>
<pre>&lt;script src="/widget.js" data-tenant="${slug}" async&gt;&lt;/script&gt;</pre></main>
<script src="/widget.js" data-tenant="${slug}" async></script></body></html>`;
}
