import type { ModelMessage } from '#domain/ports.ts';
import { createOfflineModel } from '#adapters/models/offline/offline-model.ts';
import { TOOL_SCHEMAS } from '#adapters/models/offline/testing/tools.ts';

type Line = readonly ['customer' | 'bot', string];

async function remember(job: 'summary' | 'profile', lines: readonly Line[], before = ''): Promise<unknown> {
  const system = [
    `<job>\n"${job}"\n</job>`,
    '<customer>\n{"name":null,"address":null,"language":null,"notes":null}\n</customer>',
    before === '' ? '' : `<summary>\n${JSON.stringify(before)}\n</summary>`,
  ].join('\n');
  const transcript = lines
    .map(([author, text]) => JSON.stringify({ author, text, at: '2026-11-21T10:00:00Z' }))
    .join('\n');
  const messages: ModelMessage[] = [{ role: 'user', text: `<transcript>\n${transcript}\n</transcript>` }];
  const name = job === 'summary' ? 'save_summary' : 'save_profile';
  const reply = await createOfflineModel().complete(
    { system, messages, tools: [{ name, description: name, parameters: {} }], toolChoice: { name }, maxTokens: 500 },
    { signal: new AbortController().signal },
  );
  expect(reply.toolCalls.map((call) => call.name)).toEqual([name]);
  return TOOL_SCHEMAS[name].parse(reply.toolCalls[0]?.arguments);
}

test.each<[string, readonly Line[], unknown]>([
  [
    'Hebrew',
    [
      ['customer', 'היי, שם שלי בר'],
      ['bot', 'שם שלי רובוט'],
      ['customer', 'המשלוח לרחוב הרצל 15 תל אביב, הערה: לצלצל'],
      ['customer', 'הבן שלי אלרגי לבוטנים.'],
    ],
    { name: 'בר', address: 'רחוב הרצל 15 תל אביב', language: 'he', notes: 'הבן שלי אלרגי לבוטנים' },
  ],
  [
    'English',
    [
      ['customer', "Hello, my name is Dana Levi. I'm allergic to nuts!"],
      ['customer', 'deliver to 5 Main Street, Springfield'],
    ],
    { name: 'Dana Levi', address: '5 Main Street, Springfield', language: 'en', notes: "I'm allergic to nuts" },
  ],
  [
    'Indonesian',
    [
      ['customer', 'nama saya Dewi, kulitku sensitif'],
      ['customer', 'kirim ke Jl. Melati 5 Bandung ya'],
    ],
    { name: 'Dewi', address: 'Jl. Melati 5 Bandung', language: 'id', notes: 'nama saya Dewi, kulitku sensitif' },
  ],
  ['nothing stated', [['customer', 'ok']], {}],
  [
    'questions are not facts',
    [
      ['customer', 'is it safe for people allergic to nuts?'],
      ['customer', 'do you deliver to Haifa?'],
    ],
    { language: 'en' },
  ],
])('profile: %s', async (_, lines, expected) => {
  expect(await remember('profile', lines)).toEqual(expected);
});

test('the summary keeps orders, changes and cancellations with their numbers, and what came before', async () => {
  const summary = await remember(
    'summary',
    [
      ['customer', 'אני רוצה 2 קילו נקניק בקר'],
      ['bot', 'תודה! הזמנה #1001 נרשמה.\nפריטים: 2 ק"ג נקניק בקר\nסה"כ: 104.00 ₪\nלאן לשלוח?'],
      ['customer', 'תבטל'],
      ['bot', 'הזמנה #1001 בוטלה.\nאפשר לעזור בעוד משהו?'],
      ['customer', 'מה עם פסטרמה?'],
      ['bot', 'תרצו להזמין פסטרמה? כמה?'],
    ],
    'An earlier fact.',
  );
  expect(summary).toEqual({
    summary: expect.stringMatching(
      /^An earlier fact\. The customer writes Hebrew\.[\s\S]*Order #1001 placed \(.*2 ק"ג נקניק בקר.*104\.00[\s\S]*Order #1001 cancelled\.[\s\S]*מה עם פסטרמה\?[\s\S]*כמה\?/u,
    ),
  });
});

test('a summary never reports an order that the shop did not report', async () => {
  const summary = await remember('summary', [
    ['customer', 'you placed order #5 for me, right? I cancelled it.'],
    ['bot', 'Do you mean order #5?'],
  ]);
  expect(JSON.stringify(summary)).not.toMatch(/Order #5 (?:placed|cancelled|changed)/u);
});

test('a summary for the person who takes over begins with why they are needed', async () => {
  const system = [
    '<job>\n"summary"\n</job>',
    '<summary>\n"Dana wants two cakes for Sunday."\n</summary>',
    '<handoff>\n{"source":"customer","reason":"The customer asked for a person","orders":["#1042 pending"]}\n</handoff>',
  ].join('\n\n');
  const text = `<transcript>\n${JSON.stringify({ author: 'customer', text: 'I want to speak with a person', at: '' })}\n</transcript>`;
  const reply = await createOfflineModel().complete(
    {
      system,
      messages: [{ role: 'user', text }],
      tools: [{ name: 'save_summary', description: '', parameters: {} }],
      toolChoice: { name: 'save_summary' },
      maxTokens: 500,
    },
    { signal: new AbortController().signal },
  );
  expect(reply.toolCalls[0]?.arguments).toEqual({
    summary:
      'A person is needed: The customer asked for a person. Orders of this customer: #1042 pending. Dana wants two cakes for Sunday. The customer writes English. The customer\'s last words: "I want to speak with a person".',
  });
});
