import { startScriptedModel } from '#tests/providers/scripted-model.ts';
import type { ScriptedModel } from '#tests/providers/scripted-model.ts';
import { quickTenant } from '#tests/support/quick-tenant.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';

/** The same hall with a model of OpenAI's at the other end of real HTTP. */
describe('a court is booked through a provider of models', () => {
  let stack: Stack;
  let model: ScriptedModel;

  beforeAll(async () => {
    model = await startScriptedModel('openai');
    stack = await startStack({
      tenant: quickTenant(),
      env: {
        LLM_PROVIDER: 'openai',
        LLM_MODEL: 'gpt-4o-mini',
        OPENAI_API_KEY: 'key-of-the-test',
        OPENAI_BASE_URL: model.server.url,
      },
    });
  }, 120_000);
  afterAll(async () => {
    await stack.stop();
    await model.server.close();
  });

  const bookings = () =>
    stack.sql<{ number: number; status: string; start: string }>(
      `SELECT number, status, to_char(lower(period) AT TIME ZONE 'Asia/Jakarta', 'HH24:MI') AS start FROM bookings ORDER BY number`,
    );

  it('gives the model the tools and the courts, and books with the customer’s own words for day and hour', async () => {
    const customer = await stack.customer('arena', 9_501, 'id');
    model.expect(
      {
        toolCalls: [
          model.call('create_booking', { resource: 'futsal', date: 'besok', time: 'jam 7 malam', name: null }),
        ],
      },
      { text: 'Siap Kak! Booking #5001 sudah dikonfirmasi untuk besok pukul 19.00.\n<stage>closing</stage>' },
    );
    const reply = await customer.ask('mau booking futsal besok jam 7 malam', 60_000);
    expect(reply).toContain('#5001');
    expect(await bookings()).toEqual([{ number: 5_001, status: 'confirmed', start: '19:00' }]);
    const [first] = model.asked;
    expect(first?.tools.map((tool) => tool.name)).toEqual(
      expect.arrayContaining(['check_availability', 'create_booking', 'reschedule_booking', 'cancel_booking']),
    );
    expect(first?.system).toContain('Lapangan Futsal A');
    expect(model.server.violations).toEqual([]);
  }, 90_000);

  it('does not let the model claim a booking that the race has lost', async () => {
    const { id } = (
      (await (await stack.request('/v1/resources?tenant=arena')).json()) as {
        resources: { id: string; name: string }[];
      }
    ).resources.find(({ name }) => name === 'Lapangan Basket') ?? { id: '' };
    const date = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
    const taken = await stack.request('/v1/bookings?tenant=arena', {
      method: 'POST',
      body: JSON.stringify({ resource_id: id, date, start_time: '19:00' }),
    });
    expect(taken.status).toBe(201);
    const customer = await stack.customer('arena', 9_502, 'id');
    const results: string[] = [];
    model.expect(
      { toolCalls: [model.call('create_booking', { resource: 'basket', date, time: '19:00' })] },
      (request) => {
        results.push(request.toolResult);
        return { text: 'Booking #5003 sudah dikonfirmasi, Kak!\n<stage>closing</stage>' };
      },
      {
        text: 'Maaf Kak, jam 19.00 sudah terisi. Yang kosong jam 18.00 atau 20.00, mau?\n<stage>consultation</stage>',
      },
    );
    const reply = await customer.ask(`mau booking basket tanggal ${date} jam 19.00`, 60_000);
    expect(results[0]).toMatch(/taken[\s\S]*alternatives/);
    expect(reply).toMatch(/sudah terisi/);
    expect((await bookings()).filter(({ status }) => status === 'confirmed')).toHaveLength(2);
  }, 90_000);

  it('refuses what the model gets wrong: 31 February, a number of somebody else, a tool for another customer', async () => {
    const customer = await stack.customer('arena', 9_503, 'id');
    const seen: string[] = [];
    const note = (text: string) => (request: { readonly toolResult: string }) => {
      seen.push(request.toolResult);
      return { text };
    };
    model.expect(
      { toolCalls: [model.call('create_booking', { resource: 'futsal', date: '2027-02-31', time: '19:00' })] },
      note('Maaf Kak, tanggal itu tidak ada. Mau tanggal berapa?\n<stage>consultation</stage>'),
    );
    await customer.ask('booking futsal 31 februari jam 7 malam', 60_000);
    model.expect(
      { toolCalls: [model.call('cancel_booking', { booking_number: 5_001 })] },
      note('Maaf Kak, saya tidak menemukan booking itu.\n<stage>consultation</stage>'),
    );
    await customer.ask('batalin booking #5001', 60_000);
    expect(seen[0]).toContain('no_such_day');
    expect(seen[1]).toContain('no_such_booking');
    expect(await bookings()).toMatchObject([{ number: 5_001, status: 'confirmed' }, { status: 'confirmed' }]);
  }, 90_000);
});
