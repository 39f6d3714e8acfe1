import { createConversationStore } from '#adapters/db/conversation-store.ts';
import type { Database } from '#adapters/db/pool.ts';
import { createSettingsBook } from '#adapters/db/tenant/settings-book.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { firstTurn, KEYRING, makeTenant, message } from '#tests/support/fill-tenant.ts';
import type { TestTenant } from '#tests/support/fill-tenant.ts';
import type { SettingsChanges } from '#domain/tenant/settings-sections.ts';

describe('settings of a shop', () => {
  let database: TestDatabase;
  let db: Database;
  let shop: TestTenant;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = database.open();
    shop = await makeTenant(db, 'settings-one');
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });
  const book = () => createSettingsBook(db);
  const row = async () => (await database.sql('SELECT * FROM tenants WHERE id = $1', [shop.id]))[0];

  test('are shown with their defaults, by section', async () => {
    const { settings, version } = await book().read(shop.id);
    expect(settings).toMatchObject({
      profile: { name: 'Shop settings-one', language: 'en', timeZone: 'Europe/Berlin', policies: [], faq: [] },
      timings: {},
      handoff: { hours: null, assignment: 'manual', unclaimedMinutes: 10 },
      followUps: { enabled: false, maxNudges: 2 },
    });
    expect(version).toBe(String((await row())?.['version']));
  });

  test('change key by key; what was never set stays unset', async () => {
    const before = await book().read(shop.id);
    const after = await book().change(
      shop.id,
      { profile: { persona: 'Merry.' }, handoff: { csat: true }, timings: { quietMs: 700 } },
      [before.version],
    );
    expect(after.settings.profile).toEqual({ ...before.settings.profile, persona: 'Merry.' });
    expect(after.settings.handoff).toEqual({ ...before.settings.handoff, csat: true });
    expect(after.settings.timings).toEqual({ quietMs: 700 });
    expect(Number(after.version)).toBe(Number(before.version) + 1);
    const stored = (await row())?.['settings'] as Record<string, unknown>;
    expect(stored).toMatchObject({ handoff: { csat: true }, conversation: { quietMs: 700 } });
    expect(stored).not.toHaveProperty('followUps');
    expect(
      (await book().change(shop.id, { handoff: { unclaimedMinutes: null } }, null)).settings.handoff,
    ).toMatchObject({
      csat: true,
      unclaimedMinutes: null,
    });
    // Null is a value of its own where there is one, else the default again.
    const back = { timings: { quietMs: null }, handoff: { csat: null } };
    expect((await book().change(shop.id, back, null)).settings).toMatchObject({
      timings: {},
      handoff: { csat: false, unclaimedMinutes: null },
    });
    expect((await row())?.['settings']).toMatchObject({ conversation: {}, handoff: { unclaimedMinutes: null } });
    await expect(book().change(shop.id, { profile: { name: null } }, null)).rejects.toThrow(/profile/);
    await expect(book().change(shop.id, { profile: { persona: 'Grim.' } }, [before.version])).rejects.toMatchObject({
      type: 'Stale',
    });
    expect((await book().read(shop.id)).settings.profile.persona).toBe('Merry.');
  });

  test.each<[string, SettingsChanges, string]>([
    ['a zone that is none', { profile: { timeZone: 'Mars/Base' } }, 'profile.timeZone'],
    ['an empty name', { profile: { name: ' ' } }, 'profile.name'],
    ['a wait above its own cap', { timings: { quietMs: 5_000, burstCapMs: 1_000 } }, 'timings.quietMs'],
    ['half a millisecond', { timings: { idleCloseMs: 0.5 } }, 'timings.idleCloseMs'],
    [
      'hours that end before they begin',
      { handoff: { hours: { monday: [{ from: '18:00', to: '09:00' }] } } },
      'handoff.hours.monday.0',
    ],
    ['too many follow-ups', { followUps: { maxNudges: 50 } }, 'followUps.maxNudges'],
    [
      'one wrong section beside a right one',
      { profile: { persona: 'x' }, followUps: { enabled: 'yes' } },
      'followUps.enabled',
    ],
  ])('refuse %s and change nothing', async (_what, changes, path) => {
    const before = await row();
    await expect(book().change(shop.id, changes, null)).rejects.toMatchObject({
      issues: expect.arrayContaining([
        expect.objectContaining({ path: path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)) }),
      ]),
    });
    expect(await row()).toEqual(before);
  });

  test('reach a conversation that is under way with its next message', async () => {
    const store = createConversationStore({ db, seal: KEYRING });
    const { version } = await book().read(shop.id);
    const input = { ...firstTurn(shop, 'talker'), settingsVersion: Number(version) };
    const opened = await store.openTurn(input);
    expect(opened.settings).toBeNull();
    await book().change(shop.id, { timings: { idleCloseMs: 5_000 } }, null);
    const next = { ...input, conversationId: opened.conversationId, messages: [message('talker-2')] };
    const { settings } = await store.openTurn(next);
    expect(settings).toMatchObject({ version: Number(version) + 1, quietMs: 1_500, idleCloseMs: 5_000 });
  });
});
