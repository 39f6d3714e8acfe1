import type { FakeReply, FakeRequest } from '#tests/fakes/models/fake-reply.ts';
import type { ScriptedAnswer, ScriptedModel } from '#tests/providers/scripted-model.ts';

/** One message of the customer and what the model answers to it, call by call. */
export interface Step {
  readonly says: string;
  readonly answers: readonly ScriptedAnswer[];
}

export const SUMMARY =
  'הלקוח בר הזמין נקניק בקר ומרגז, הוסיף בשר טחון וביטל את הזמנה 1001. אחר כך ביקש חצי קילו פסטרמה. המשלוח להרצל 15 תל אביב.';

/** What every call of the conversation is said to use, so that costs can be told to the nano-dollar. */
export const USAGE = { inputTokens: 2_417, outputTokens: 83 } as const;

/** Words that must never reach the customer: each is said without the deed. */
export const LIES = {
  cancelledAgain: 'ביטלתי את ההזמנה שוב, אין בעיה!',
  pastramiOrder: 'כן, יש לך הזמנה 1003 עם פסטרמה מהשבוע שעבר.',
  placed: 'ההזמנה שלך נקלטה: חצי קילו פסטרמה.',
} as const;

const ADDRESS = 'רחוב הרצל 15, תל אביב';

/** The nine messages, answered in the manner of recorded answers: Claude says what it is about to look up, GPT just calls. */
export function hebrewSteps(model: ScriptedModel): readonly Step[] {
  const before = (text: string) => (model.dialect === 'anthropic' ? { text } : {});
  const call = (name: string, input: unknown, text = ''): FakeReply => ({
    ...(text !== '' && before(text)),
    toolCalls: [model.call(name, input)],
    usage: USAGE,
  });
  const say = (text: string, stage: string): FakeReply => ({
    text: `${text}\n\n<stage>${stage}</stage>`,
    usage: USAGE,
  });
  const items = (...lines: readonly (readonly [string, number])[]) =>
    lines.map(([product, quantity]) => ({ product, quantity }));

  return [
    {
      says: 'היי, מה יש לכם?',
      answers: [(request) => say(`שלום! הנה מה שיש לנו היום:\n${catalogueOf(request)}`, 'greeting')],
    },
    {
      says: 'אני רוצה להזמין 2 קילו נקניק בקר ו-1 קילו מרגז חריף. המשלוח לרחוב הרצל 15 תל אביב, הערה: לצלצל בדלת',
      answers: [
        call(
          'create_order',
          { items: items(['נקניק בקר', 2], ['מרגז חריף', 1]), delivery_address: ADDRESS, notes: 'לצלצל בדלת' },
          'מעולה, אני רושם את זה.',
        ),
        ({ toolResult }) =>
          say(
            `תודה! הזמנה #${numberIn(toolResult)} נקלטה: 2 ק"ג נקניק בקר ו-1 ק"ג מרגז חריף. סך הכול 262.00 ₪.`,
            'closing',
          ),
      ],
    },
    {
      says: 'רגע, תוסיף לי גם 1 קילו בשר טחון להזמנה',
      answers: [
        call('update_order', { order_number: 1001, add_items: items(['בשר טחון', 1]) }, 'רק רגע, אני מוסיף.'),
        ({ toolResult }) =>
          say(`הוספתי 1 ק"ג בשר טחון להזמנה #${numberIn(toolResult)}. סך הכול עכשיו 331.00 ₪.`, 'closing'),
      ],
    },
    {
      says: 'אתה יודע מה, תבטל לי את ההזמנה',
      answers: [
        call('cancel_order', { order_number: 1001 }),
        say('הזמנה #1001 בוטלה. אם תרצה משהו אחר, אני כאן.', 'closing'),
      ],
    },
    {
      says: 'תבטל לי את ההזמנה שוב',
      answers: [
        say(LIES.cancelledAgain, 'closing'),
        call('get_customer_orders', {}, 'אני בודק את ההזמנות שלך.'),
        say('הזמנה #1001 כבר בוטלה קודם, אז אין מה לבטל.', 'closing'),
      ],
    },
    {
      says: 'מה ההזמנות שלי? אני חושב שהזמנתי פעם פסטרמה',
      answers: [
        say(LIES.pastramiOrder, 'closing'),
        call('get_customer_orders', {}),
        say('יש אצלנו הזמנה אחת שלך, #1001, והיא כבר בוטלה. אין אצלנו הזמנה שלך עם פסטרמה.', 'closing'),
      ],
    },
    {
      says: 'מה כן, הפסטרמה שלכם טובה? ספר לי עליה',
      answers: [
        say(
          'הפסטרמה שלנו היא חזה בקר כבוש שבעה ימים ומעושן בעץ אלון, פרוס דק. המחיר 98.00 ₪ לקילו. רוצה לטעום?',
          'consultation',
        ),
      ],
    },
    {
      says: 'כן, אני רוצה חצי קילו פסטרמה בבקשה. שם שלי בר אגב',
      answers: [
        say(LIES.placed, 'closing'),
        call('create_order', { items: items(['פסטרמה', 0.5]), delivery_address: ADDRESS }, 'רושם עכשיו.'),
        ({ toolResult }) => say(`תודה בר! הזמנה #${numberIn(toolResult)} נקלטה: 0.5 ק"ג פסטרמה, 49.00 ₪.`, 'closing'),
      ],
    },
    {
      says: 'תודה! אגב, יש לכם משהו נקניקיות לילדים? משהו לא חריף?',
      answers: [say('בשמחה בר! יש נקניקיות לילדים, עדינות לגמרי ובלי חריף, ב-58.00 ₪ לקילו.', 'consultation')],
    },
  ];
}

/** Summary and profile, as a model reads them out of the transcript it is given. */
export function hebrewMemory(request: FakeRequest): FakeReply | undefined {
  const job = request.tools[0]?.name;
  if (job === 'save_summary') return { toolCalls: [{ name: job, arguments: { summary: SUMMARY } }], usage: USAGE };
  if (job !== 'save_profile') return undefined;
  const said = request.userText;
  const profile = {
    name: said.includes('שם שלי בר') ? 'בר' : null,
    address: said.includes('הרצל 15') ? ADDRESS : null,
    language: 'he',
    notes: said.includes('לצלצל בדלת') ? 'מבקש לצלצל בדלת' : null,
  };
  return { toolCalls: [{ name: job, arguments: profile }], usage: USAGE };
}

/** The catalogue as the model was shown it, as a list for people. */
function catalogueOf({ system }: FakeRequest): string {
  const lines = /<catalogue>\n([\s\S]*?)\n<\/catalogue>/.exec(system)?.[1]?.split('\n') ?? [];
  return lines
    .map((line) => JSON.parse(line) as { name: string; price: string })
    .map(({ name, price }) => `• ${name} – ${price} ₪`)
    .join('\n');
}

function numberIn(toolResult: string): string {
  return String(/"number":(\d+)/.exec(toolResult)?.[1]);
}
