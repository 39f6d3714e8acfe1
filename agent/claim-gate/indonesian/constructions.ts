import { act, state } from '#agent/claim-gate/reading/construct.ts';
import type { Construction } from '#agent/claim-gate/reading/language.ts';
import type { Matter } from '#agent/claim-gate/claim.ts';
import type { Word } from '#agent/claim-gate/reading/words.ts';

const A = '[AhLn]*';
/** What is the customer's: "pesanan kakak nomor 12", "serumnya". */
const OWN = '(?:M[YODNIR#AVnMm]{0,6}?|[NSUV](?:O|Y)[DN#RYA]{0,3}?)';

export const INDONESIAN_CONSTRUCTIONS: readonly Construction[] = [
  // "sudah saya proses", "saya sudah membatalkan"
  act(`K${A}I${A}K?${A}(?<verb>[VvWwUNTM])(?!X)`),
  act(`I${A}K[AKhLn]*(?<verb>[VWU])`),
  act(`I${A}K[AKhLn]*(?<verb>N)[RSY]*S`, { deed: 'handoff' }),
  act(`I${A}(?<verb>V)[OMNRYDT#IKA]*K$`),
  // "saya batalkan ya", "langsung kami pindahkan": said as it is done.
  state(`^[LAMOYN]*(?:hI|I[An]*h|I)[An]*(?<verb>V)(?=.*(?:M|[NU]O|n))[^X]*l`),
  state(`^[LA]*(?:hI|Ih)${A}(?<verb>V)`),
  state(`^[LA]*(?:I${A}|MOI|MYI)(?<verb>V)[^X]+(?:M|l$|n)`),
  state(`^[LA]*I(?<verb>V)l$`, { where: (_, verb) => !/^cat[ae]t/u.test(verb.text) }),
  state(`M[YOD][OD#]?I${A}(?<verb>V)`),
  state(`[IS]I?g${A}(?<verb>[VW])O?M?`),
  state(`Ig${A}(?<verb>V)`),
  // "sudah dibatalkan", "pesanannya sudah jadi".
  state(`K[AKhLn]*(?<verb>[vV])`),
  state(`${OWN}K[AKhLn]*(?<verb>[wWTURd])`),
  state(`${OWN}K${A}S?I?(?<verb>N)`, { where: (words) => words.some((word) => word.matter !== undefined) }),
  state(`^[LAkDn]*K[AKhLn]*(?<verb>[Td])`),
  state(`K[AKhLn]*(?<verb>T)`, { where: (_, verb) => verb.deed !== undefined && verb.deed !== 'handoff' }),
  state(`^[LA]*[#NW]{1,3}(?<verb>[Tv])R?Y`),
  act(`(?:I${A}K|K${A}I)${A}(?<verb>e)[NSY]`),
  act(`(?:I${A}K|K${A}I)${A}(?<verb>m)RS`, { deed: 'handoff' }),
  state(`nM[OY]?(?<verb>R)[N#]`, { deed: 'updated', where: (_, verb) => verb.text.endsWith('jadi') }),
  state(`[NS]g(?<verb>T)`, { where: (_, verb) => verb.deed === 'shipped' }),
  state(`YK[AKhLn]*(?<verb>[TwU])`),
  state(`g${A}I?${A}(?<verb>v)`),
  state(`[MO]g${A}I(?<verb>V)`),
  state(`${OWN}g${A}(?<verb>[vwT])`),
  state(`M[YO]*K[AKhLn]*I?(?<verb>m)$`, { where: (words) => words[0]?.matter === 'payment' }),
  // The outcome alone: "dibatalkan ya", "pesanan dibuat", "beres".
  state(`^[LA]*(?:${OWN})?${A}(?<verb>v)[lnYA#RT]*$`, { where: isOurs }),
  state(`^[LA]*N{0,2}${OWN}${A}(?<verb>v)(?=$|[^R]|R#|R[NYSM]+l$)`, { where: isOurs }),
  state(`^[LAk]*M[YO]*(?<verb>K)$`),
  state(`^[LAk]*(?:M[YO]*)?${A}(?<verb>T)[lYAn#O]*$`, { where: standsAlone }),
  state(`^[LA]*${OWN}[n]?(?<verb>T)(?:l|$|[YMN])`, { where: (_, verb) => verb.deed !== 'handoff' }),
  state(`${OWN}(?<verb>n)[RN#]`, { deed: 'updated' }),
  state(`${OWN}n(?<verb>T)`),
  state(`[NS]g${A}(?<verb>[VWT])N?M`),
  state(`NOI(?<verb>V)[lY]*$`, { where: (_, verb) => isChange(verb) }),
  state(`I${A}(?<verb>V)#`, { deed: 'paid', where: (_, verb) => /^(?:me)?n?terima$/u.test(verb.text) }),
  state(`qK?${A}(?<verb>[TvV])`),
  state(`NIK${A}(?<verb>[VWmN])[^X]*Y`),
  state(`^[LA]*(?<verb>v)R[N#MYD]+l`),
  // Somebody of the shop did, does or has it.
  state(`S[OIN]{0,2}${A}[Kg]${A}(?<verb>[VWTUv])`),
  state(`S[OIN]{0,2}${A}[Kg]${A}(?<verb>m)(?!X)`, { deed: 'handoff' }),
  state(`S[OIN]{0,2}#?N?(?<verb>T)`, { where: (_, verb) => /\s|otw|menuju|bawa|meluncur/u.test(verb.text) }),
  state(`(?:Y|M)[YO]*K[AKhLn]*(?<verb>m)${A}S`, { deed: 'handoff' }),
  state(`YI${A}(?<verb>V)R`, { deed: 'handoff' }),
  state(`(?<verb>k)[KR]?V?[^X]*M`, {
    where: (words) => ['order', 'payment', 'booking'].includes(words.at(-1)?.matter ?? ''),
  }),
  state(`(?<verb>k)K(?:V|M)`),
  // Whatever else is said of what is the customer's, but that it stands as it stood.
  state(`^L*M[YO][^X]+$`, { where: isNews }),
];

/** "Beres!" says all; "sampai" alone is "until" as well as "arrived". */
function standsAlone(words: readonly Word[], verb: Word): boolean {
  return (
    words.some((word) => word.tag === 'M') ||
    !/^(?:sampai|datang|tiba|masuk|ada|jalan|aktif|berangkat)$/u.test(verb.text)
  );
}

function isChange({ deed }: Word): boolean {
  return deed === 'updated' || deed === 'cancelled' || deed === 'rescheduled' || deed === 'held' || deed === 'booked';
}

const NO_NEWS =
  /^(?:pending|masih|menunggu|total|totalnya|isi|isinya|berisi|termasuk|perlu|harus|nomor|nomornya|status|harga|biaya|kosong|tersedia|adalah|berapa|senilai|sebesar|cuma|hanya|bakal|nanti|mau|lewat|pakai|cocok|dapat|tergantung|setengah|gagal|ditolak|penuh|keburu|habis|rusak|hilang|salah|telat|terlambat|ketemu|kelihatan|terlihat|siap|mulai|terisi)$/u;
const THEIRS: readonly (Matter | undefined)[] = ['order', 'booking', 'payment', 'refund', 'promo', 'delivery'];

function isNews(words: readonly Word[]): boolean {
  const matter = words.find((word) => word.tag === 'M')?.matter;
  return THEIRS.includes(matter) && !words.some((word) => NO_NEWS.test(word.text));
}

/** "Rotinya dipanggang tadi pagi" tells of wares; of an order it is a report. */
function isOurs(words: readonly Word[], verb: Word): boolean {
  return verb.deed !== 'created' || words.length === 1 || words.some((word) => 'MYL#'.includes(word.tag));
}
