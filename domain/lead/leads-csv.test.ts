import type { Lead } from './lead.ts';
import { leadsCsv } from './leads-csv.ts';

const LEAD: Lead = {
  id: '1',
  contactId: 'c',
  conversationId: 'v',
  name: 'Dana "D" Levi',
  email: 'dana@example.com',
  whatsapp: '+972501234567',
  interest: 'cakes,\nbig ones',
  source: 'telegram',
  consentAt: '2026-11-21T10:00:00.000Z',
  createdAt: '2026-11-21T10:00:00.000Z',
  updatedAt: '2026-11-21T10:00:00.000Z',
};

describe('leads as CSV', () => {
  it('quotes everything and ends lines as the format says', () => {
    const [head, row] = leadsCsv([LEAD]).split('\r\n');
    expect(head).toBe('\uFEFF"id","name","email","whatsapp","interest","source","consent_at","created_at"');
    expect(row).toContain('"Dana ""D"" Levi"');
    expect(row).toContain(`"'+972501234567"`);
  });

  it.each([
    '=HYPERLINK("http://evil.example","x")',
    '+1+1',
    '-2+3+cmd|" /C calc"!A0',
    '@SUM(A1)',
    '\t=1+1',
    '\r=1',
    '  =1',
    '\u200B=1',
    '＝1+1',
    '|calc',
  ])('disarms %j', (name) => {
    const csv = leadsCsv([{ ...LEAD, name }]);
    expect(csv).toContain(`"1","'`);
    expect(csv).not.toContain(`"1","${name[0]}`);
  });

  it('leaves ordinary words alone', () => {
    expect(leadsCsv([{ ...LEAD, name: 'דנה לוי' }])).toContain('"1","דנה לוי"');
  });
});
