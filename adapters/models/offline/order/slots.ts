/** What a message says besides products: each value as the customer wrote it. */
export interface Slots {
  readonly address: string | null;
  readonly note: string | null;
  readonly name: string | null;
  /** Character ranges of the text that the slots took, so that "Herzl 15" is not read as an amount. */
  readonly taken: readonly { readonly start: number; readonly end: number }[];
}

type Kind = 'address' | 'note' | 'name';

interface Marker {
  readonly kind: Kind;
  /** Matches the words that introduce the value; the value follows. */
  readonly at: RegExp;
}

const WORD_START = '(?<![\\p{L}\\p{N}])';
const SEPARATOR = '\\s*[:\\-–=]?\\s*["“”]?';

const MARKERS: readonly Marker[] = [
  marker(
    'address',
    '(?:(?:please\\s+)?(?:deliver(?:y|ed)?|send|ship(?:ped|ping)?|bring|drop)(?:\\s+(?:it|this|them|the order|everything|all|address))?(?:\\s+off)?\\s+(?:to|at)(?:\\s+(?:my|the|this|new))?(?:\\s+address)?(?:\\s+(?:is|at))?(?!\\s*(?:me|us|my (?:order|kids|children))\\b))',
  ),
  marker(
    'address',
    '(?:(?:my|the|new|delivery|shipping)\\s+)+address(?:\\s+(?:is|to|should be|will be))?(?=\\s*[:\\-]|\\s+\\S)(?<=is|to|be|address(?=\\s*:)|address(?=\\s+\\d))',
  ),
  marker('address', '(?<=[,;]\\s{0,2})to(?=\\s+\\d{1,4}[a-z]?\\s+(?!please|pls|pieces?|units?)\\p{L}{3,})'),
  marker('address', 'address(?:\\s+(?:is|to))?\\s*:'),
  marker('address', 'address\\s+(?:is|to)(?=\\s)'),
  marker('address', 'ה?משלוח(?:\\s+(?:הוא|יהיה|צריך להיות))?\\s+(?:לכתובת|אל(?!י)|ל(?=[\\p{L}]{2,}))'),
  marker(
    'address',
    '(?:ת?שלח(?:ו|י)?|לשלוח|ת?ביאו?|תביאי|להביא)(?:\\s+(?:את\\s+(?:זה|ההזמנה|הכל|המשלוח)|אותה|אותו|לי))*\\s+(?:לכתובת|אל(?!י)|ל(?=(?:רחוב|רח|שדרות|שד|דרך|סמטת|שכונת|קיבוץ|מושב)))',
  ),
  marker('address', 'לכתובת(?=\\s+\\p{L})'),
  marker('address', "ל?(?=(?:רחוב|רח'|שדרות|שד'|סמטת)\\s+\\p{L})"),
  marker(
    'address',
    '(?:ת?שלח(?:ו|י)?|לשלוח|ת?ביאו?|תביאי|להביא|משלוח)(?:\\s+(?:את\\s+(?:זה|ההזמנה|הכל)|אותה|אותו|לי))*\\s+ל(?=\\p{L}{2,}(?:\\s+\\p{L}+)?\\s+\\d)',
  ),
  marker(
    'address',
    'ה?כתובת(?:\\s+(?:שלי|החדשה|המעודכנת|למשלוח|המשלוח|היא|זה|תהיה|הנכונה))*(?=\\s*[:\\-]|\\s+(?:ל(?=\\p{L})|רחוב|רח|שד|דרך))(?:\\s+ל(?=\\p{L}))?',
  ),
  marker(
    'address',
    '(?:(?:di|ter)?kirim(?:kan|in)?|(?:di)?antar(?:kan|in)?|pengiriman(?:nya)?|ngirim)(?:\\s+(?:pesanan(?:nya)?|semua(?:nya)?|aja|saja|ya|dong|barang(?:nya)?))?\\s+ke(?:\\s+alamat)?(?:\\s+(?:saya|baru))?',
  ),
  marker(
    'address',
    'alamat(?:nya|ku)?(?:\\s+(?:saya|pengiriman(?:nya)?|baru(?:nya)?|rumah|kirim|lengkap))*(?:\\s+(?:di|ke|adalah|jadi|menjadi|itu|yaitu))?(?=\\s*:|\\s+(?:jl|jalan|gang|gg|perum|komplek|kompleks|apartemen))(?:\\s*:)?',
  ),
  marker(
    'address',
    'alamat(?:nya|ku)?(?:\\s+(?:saya|pengiriman(?:nya)?|baru(?:nya)?|rumah))*\\s+(?:di|ke|adalah|jadi|menjadi)',
  ),
  marker(
    'note',
    '(?:(?:with|add|and|leave|put|include|change|update)\\s+)*(?:(?:a|the|my|delivery|order)\\s+)*(?:notes?|comments?|special instructions?|instructions?)(?:\\s+(?:saying|that says|to|is|should be|for the (?:courier|driver)))?\\s*[:\\-–]',
  ),
  marker(
    'note',
    '(?:with|add|leave|put|include|change|update)\\s+(?:(?:a|the|my|delivery|order)\\s+)*notes?\\s+(?:saying|that says|to)',
  ),
  marker(
    'note',
    '(?:[וע]ם\\s+|ו?תוסיפ?[פי]?ו?\\s+|ו?ת?שנ[הי]\\s+את\\s+|ו)?ה?הער(?:ה|ות)(?:\\s+(?:לשליח|למשלוח|להזמנה|ל(?=\\p{L})))?\\s*[:\\-–]',
  ),
  marker(
    'note',
    '(?:ו?תוסיפ?[פי]?ו?|ו?תרש[וםי]+|עם|ו?להוסיף|ת?שנ[הי]\\s+את|ת?עדכן\\s+את|ת?עדכני\\s+את|לשנות\\s+את)\\s+ה?הערה(?:\\s+ל(?=\\p{L}))?(?:\\s+ש)?',
  ),
  marker(
    'note',
    '(?:(?:dengan|tambah(?:kan|in)?|kasih|beri|ubah|ganti|update)\\s+)*(?:catatan(?:nya)?|keterangan)(?:\\s+(?:pesanan|pengiriman|untuk kurir))?(?:\\s+(?:jadi|menjadi))?\\s*[:\\-–]',
  ),
  marker(
    'note',
    '(?:dengan|tambah(?:kan|in)?|kasih|beri|ubah|ganti|update)\\s+catatan(?:nya)?(?:\\s+(?:jadi|menjadi))?',
  ),
  marker(
    'name',
    "(?:my name(?:'s|’s|\\s+is)|my name's|call me|name\\s*:|under the name(?:\\s+of)?|i(?:'|’)m called|i am called)",
  ),
  marker('name', '(?:ה?שם שלי(?:\\s+(?:הוא|זה))?|שמי(?:\\s+הוא)?|קוראים לי|על שם|השם הוא|שם\\s*:)'),
  marker(
    'name',
    '(?:nama(?:\\s?ku|\\s+(?:saya|aku|gue))(?:\\s+(?:adalah|itu))?|panggil(?:\\s+(?:saya|aku))?(?:\\s+saja)?|nama\\s*:|atas nama|a\\.n\\.|a/n)',
  ),
];

const NAME_ENDS =
  /\s+(?:by the way|btw|and|but|i|please|thanks|thank|here|from|אגב|ואני|אני|ו?תודה|בבקשה|דרך|ו?הכתובת|ו?רוצה|dan|ya|kak|dong|mau|saya|aku|terima|makasih|dari|alamat(?:nya)?)(?![\p{L}])/iu;
const VALUE_ENDS = /[\n;!?]|[.](?=\s|$)(?<!\b(?:st|ave|rd|jl|no|apt|jln|gg)\.)/iu;
const TRAILING =
  /(?:[\s,.;:"“”\-–]|\s(?:please|pls|thanks|thank you|and|with|בבקשה|תודה|dan|ya|kak|dong|terima kasih|makasih|dengan|ו|עם|tolong))+$/iu;
/** A day after an address is when, not where; "ראשון לציון" is a town. */
const WHEN =
  /[,\s]+(?:(?:on |for |by )?(?:tomorrow|today|tonight)|(?:on|for|by) (?:this |next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|[בל]יום|[בל](?:ראשון|שני|שלישי|רביעי|חמישי|שישי|שבת)(?! ל)|ל?מחר(?:תיים)?|היום|(?:hari )?(?:besok|lusa|senin|selasa|rabu|kamis|jumat|sabtu)|hari (?:ini|minggu))(?![\p{L}])/iu;
/** Words with which the message goes on to something else after an address. */
const ADDRESS_GOES_ON =
  /[,\s]\s*(?:and|but|ו|dan)?\s*(?:i(?:'d| would| want|'ll)|add (?:a |another )?\d|my name|please (?:add|ring|call)|אני רוצה|ותוסיפ|ושמי|אגב|btw|by the way|saya mau|nama saya|tolong (?:tambah|telepon))/iu;
/** "kirim ke rumah ya, jl …", "to my place, 4 …". */
const HOME = /^\s*(?:rumah|my place|home|הביתה|לבית)(?:\s+(?:ya|kak|saya))*\s*[,:]\s*(?=\S)/iu;
const LONGEST: Readonly<Record<Kind, number>> = { address: 200, note: 300, name: 60 };

/** Reads address, note and name. A delivery question ("do you deliver to Haifa?") is not an address. */
export function readSlots(text: string): Slots {
  const starts = MARKERS.flatMap(({ kind, at }) =>
    [...text.matchAll(at)].map((match) => ({ kind, start: match.index, from: match.index + match[0].length })),
  );
  starts.sort((a, b) => a.start - b.start || b.from - a.from);
  const values: Record<Kind, string | null> = { address: null, note: null, name: null };
  const taken: { start: number; end: number }[] = [];
  for (const found of starts) {
    if (
      taken.some((range) => found.start < range.end) ||
      (found.kind === 'address' && isDeliveryQuestion(text, found.start))
    )
      continue;
    const next = starts.find((other) => other.start >= found.from && other.kind !== found.kind);
    const end = endOfValue(text, found, next?.start ?? text.length);
    const value = text
      .slice(found.from, end)
      .replace(TRAILING, '')
      .replace(HOME, '')
      .trim()
      .slice(0, LONGEST[found.kind]);
    if (!fits(found.kind, value)) continue;
    values[found.kind] ??= value;
    taken.push({ start: found.start, end });
  }
  return { ...values, name: values.name ?? introducedName(text), taken };
}

function marker(kind: Kind, source: string): Marker {
  return { kind, at: new RegExp(`${WORD_START}${source}${SEPARATOR}`, 'giu') };
}

function endOfValue(text: string, found: { readonly kind: Kind; readonly from: number }, limit: number): number {
  const rest = text.slice(found.from, limit);
  const stops = [VALUE_ENDS.exec(rest)?.index];
  if (found.kind === 'name')
    stops.push(
      /[,.(]/u.exec(rest)?.index,
      NAME_ENDS.exec(rest)?.index,
      /^\s*\S+\s+\S+\s+\S+/u.test(rest) ? /^\s*\S+\s+\S+/u.exec(rest)?.[0].length : undefined,
    );
  if (found.kind === 'address') stops.push(ADDRESS_GOES_ON.exec(rest)?.index, WHEN.exec(rest)?.index);
  return found.from + Math.min(rest.length, ...stops.filter((stop) => stop !== undefined));
}

function fits(kind: Kind, value: string): boolean {
  if (kind === 'name') return /^\p{L}[\p{L}'’ .-]{0,59}$/u.test(value);
  if (kind === 'note') return value !== '';
  return (
    /\p{L}/u.test(value) &&
    value.length >= 4 &&
    !/^(?:me|us|my place|home|here|office|אליי|הביתה|rumah|sini|saya)$/iu.test(value)
  );
}

function isDeliveryQuestion(text: string, start: number): boolean {
  const before =
    text
      .slice(0, start)
      .split(/[.!\n]/u)
      .at(-1) ?? '';
  const after = text.slice(start).split(/[.!\n]/u)[0] ?? '';
  if (!/[?؟]/u.test(after)) return false;
  return (
    /(?:do|can|could|will|would) (?:you|u|it)|how (?:much|long)|האם|אתם|אפשר|כמה|יש|bisa|apakah|berapa|ongkir|melayani/iu.test(
      before,
    ) || /^ה?משלוח/u.test(after)
  );
}

/** "I'm Dana", "saya Dewi": a capitalised word straight after, at the start of the message or after a greeting. */
function introducedName(text: string): string | null {
  const match =
    /(?:^|[,.!\n]\s*|\b(?:hi|hello|hey|halo|hai)[,!]?\s+)(?:[Ii](?:'|’)?m|[Ii] am|[Tt]his is|[Ss]aya|[Aa]ku|[Ii]ni)\s+(\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)?)(?=\s*(?:$|[,.!\n]|and\b|here\b|from\b|dari\b))/u.exec(
      text,
    );
  return match?.[1] ?? null;
}
