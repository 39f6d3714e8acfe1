import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '#api/app.ts';
import { workflowIdOf } from '#domain/conversation/address.ts';
import { createFakeApiDeps } from '#tests/fakes/api-deps.ts';
import { fakeLive, fakeLiveParts } from '#tests/fakes/live.ts';

test('the visitor sees that the person who holds the conversation writes, and nobody else', async () => {
  const parts = fakeLiveParts();
  const { deps } = createFakeApiDeps({ live: fakeLive(parts) });
  const server = createServer(createApp(deps));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/widget`;
  try {
    const session = await fetch(`${url}/session?tenant=valdman`, { method: 'POST' });
    const { token, visitor_id } = (await session.json()) as { token: string; visitor_id: string };
    const connection = await deps.connections.find('valdman', 'web');
    if (connection === undefined) throw new Error('the fake shop has no web chat');
    const workflowId = workflowIdOf(deps.gateway.addressOf(connection, visitor_id));
    const stream = await fetch(`${url}/events?tenant=valdman`, { headers: { authorization: `Bearer ${token}` } });
    const typing = { tenantId: connection.tenant.id, conversationId: 'c', userId: 'u' };
    let text = '';
    for await (const chunk of stream.body ?? []) {
      text += new TextDecoder().decode(chunk as Uint8Array);
      if (text.includes('event: typing')) break;
      parts.notices.tellTyping({ ...typing, workflowId: `${workflowId}-other`, isHeld: true });
      parts.notices.tellTyping({ ...typing, workflowId, isHeld: false });
      parts.notices.tellTyping({ ...typing, workflowId, isHeld: true });
    }
    expect(text.match(/event: typing\ndata: \{\}\n/g)).toHaveLength(1);
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});
