import type { Talk } from './row.ts';

/** Wordings that once went wrong, each for a cause that was mended in general. */
export const MENDED: readonly Talk[] = [
  {
    shop: 'glow',
    rows: [
      ['Apa kabar kak? Saya mau tanya-tanya', null, /Kabar baik/u],
      ['Wah menarik. Lagi ada promo nggak kak?', null, /Paket Kulit Cerah/u],
      ['kak mau tanya dong sunscreen buat kulit berminyak ada?', null, /Sunscreen Mineral/u],
      ['ambil 2 sunscreen ya', 'create_order', /"Sunscreen Mineral SPF 50","quantity":2/u],
      ['eh jadi 3 deh', 'update_order', /"quantity":3/u],
      ['sama toner satu', 'update_order', /"add_items":\[\{"product":"Hydrating Toner","quantity":1/u],
      ['ganti sunscreen jd cleanser', 'update_order', /"add_items":\[\{"product":"Gentle Cleanser","quantity":3/u],
      ['kirim ke rumah ya, jl kenanga 3 sleman', 'update_order', /"delivery_address":"jl kenanga 3 sleman"/u],
      ['kirim besok pagi ya', 'update_order', /"notes":"besok pagi"/u],
      ['yang vit c jg 1', 'update_order', /"Vitamin C Serum","quantity":1/u],
    ],
  },
  {
    shop: 'joannas-bakery',
    rows: [
      ['I need some help choosing, how are you today?', null, /doing well/u],
      ['What cakes do you have?', null, /Birthday cake[\s\S]*Carrot cake|Carrot cake[\s\S]*Birthday cake/u],
      ['2 kg of flour please, to 1 Lake Road', 'search_products', /"query":"flour"[\s\S]*can't find "flour"/u],
      ['which pastries do you sell?', null, /Butter croissant[\s\S]*Almond croissant/u],
      ["I'm coeliac, what can I eat?", null, /^(?![\s\S]*Birthday cake)[\s\S]*(?:torte|macaroons)/u],
      ['is anything nut free', null, /handles wheat, nuts/u],
      ["I'd like a cake for 14 kids, nothing with nuts", null, /Which one|suit you/u],
      ["what's in the torte?", null, /ground almonds/u],
      [
        'could I get a loaf of rye and 3 croissants',
        'create_order',
        /"Seeded rye","quantity":1.*"Butter croissant","quantity":3/u,
      ],
      ['actually scrap the rye', 'update_order', /"remove_items":\["Seeded rye"\]/u],
      ['tomorrow at 9 am pls', 'update_order', /^\{"order_number":\d+,"notes":"tomorrow, at 9 am"\}/u],
      ['can i pick it up instead', 'update_order', /"notes":"tomorrow, at 9 am; pick it up"/u],
      ['I want -2 baguettes', null, /How much/u],
      ['when do you bake', null, /^(?![\s\S]*cake)/u],
      ['can i talk to joanna herself', 'request_handoff', /asked for a person/u],
      ['[unreadable]', null, /write it in words/u],
    ],
  },
  {
    shop: 'joannas-bakery',
    rows: [['sourdoh x2 and a bagette', 'create_order', /"Sourdough loaf","quantity":2.*"Baguette","quantity":1/u]],
  },
  {
    shop: 'valdman',
    rows: [
      ['בא לי משהו לא חריף לילדים', null, /לילדים/u],
      ['אני צריך אוכל ל-10 אנשים למנגל', null, /צ׳וריסו|נקניק בקר/u],
      ['עד מתי אתם פתוחים', null, /^(?![\s\S]*במקרר)/u],
      ['שתי חבילות נקניקיות לילדים', null, /כמה תרצו/u],
      ['400 גר פסטרמה פרוסה דק', 'create_order', /^\{"items":\[\{"product":"פסטרמה","quantity":0\.4\}\]\}/u],
      [
        'תשלחו להרצל 15 תל אביב, קוד כניסה 1234',
        'update_order',
        /"delivery_address":"הרצל 15 תל אביב, קוד כניסה 1234"/u,
      ],
      ['וגם ארבע מאות גרם קבב', 'update_order', /"קבב טלה","quantity":0\.4/u],
      ['מה עם סלמון', 'search_products', /סלמון/u],
      ['תודה רבה יום טוב', null, /להתראות/u],
    ],
  },
  {
    shop: 'valdman',
    rows: [
      [
        'אקח קילו קבב ושני קילו שניצל בבקשה, משלוח לסוקולוב 8 גבעתיים ביום שישי',
        'create_order',
        /"delivery_address":"סוקולוב 8 גבעתיים","notes":"ביום שישי"/u,
      ],
    ],
  },
  {
    shop: 'arena',
    rows: [
      ['can i rent 2 tennis rackets', 'create_order', /"Sewa Raket Tenis","quantity":2/u],
      ['and 3 waters', 'update_order', /"Air Mineral","quantity":3/u],
      ['what drinks do you sell?', null, /Air Mineral[\s\S]*Isotonik/u],
      ['mau sewa sepatu futsal ukuran 42', null, /berapa Sewa Sepatu Futsal/u],
    ],
  },
];
