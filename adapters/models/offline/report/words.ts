/** Beginnings of words by which a question of staff is understood, in English, Hebrew and Indonesian. */

/** What has run out. */
export const EMPTY_STOCK = ['sold out', 'out of stock', 'habis', 'אזל', 'נגמר'] as const;

/** What is asked about; the first that fits is taken. */
export const SUBJECTS = [
  ['products', EMPTY_STOCK],
  ['payments', ['payment', 'paid', 'refund', 'pembayaran', 'dibayar', 'refund', 'תשלומ', 'שולמ', 'החזר']],
  [
    'bookings',
    [
      'booking',
      'booked',
      'reservation',
      'court',
      'pemesanan lapangan',
      'booking',
      'reservasi',
      'lapangan',
      'תור',
      'הזמנות מגרש',
      'מגרש',
    ],
  ],
  ['handoffs', ['handoff', 'asked for a person', 'human', 'eskalasi', 'minta orang', 'נציג']],
  [
    'usage',
    ['token', 'model cost', 'llm', 'ai cost', 'spend on model', 'biaya model', 'biaya ai', 'עלות המודל', 'טוקנ'],
  ],
  ['conversations', ['conversation', 'chat', 'percakapan', 'obrolan', 'שיח', 'צ׳אט', "צ'אט"]],
  ['documents', ['document', 'files do we', 'dokumen', 'berkas', 'מסמכ']],
  [
    'sales',
    [
      'best sell',
      'bestsell',
      'top product',
      'sold',
      'sell the most',
      'terlaris',
      'terjual',
      'laku',
      'נמכר',
      'מכרנו הכי',
    ],
  ],
  [
    'orders',
    [
      'order',
      'revenue',
      'turnover',
      'sales',
      'earn',
      'pesanan',
      'order',
      'omzet',
      'omset',
      'penjualan',
      'pendapatan',
      'הזמנ',
      'מכיר',
      'הכנס',
      'מחזור',
    ],
  ],
  [
    'products',
    [
      'product',
      'catalog',
      'stock',
      'sold out',
      'price list',
      'produk',
      'stok',
      'habis',
      'katalog',
      'מוצר',
      'מלאי',
      'אזל',
      'קטלוג',
    ],
  ],
] as const;

export const PERIOD_WORDS = [
  ['last_week', ['last week', 'minggu lalu', 'שבוע שעבר']],
  ['this_week', ['this week', 'minggu ini', 'השבוע']],
  ['last_month', ['last month', 'bulan lalu', 'חודש שעבר']],
  ['this_month', ['this month', 'bulan ini', 'החודש']],
  ['yesterday', ['yesterday', 'kemarin', 'אתמול']],
  ['tomorrow', ['tomorrow', 'besok', 'מחר']],
  ['today', ['today', 'hari ini', 'היום']],
  ['last_7_days', ['last 7 days', 'last seven days', '7 hari terakhir', 'שבעה ימים', '7 ימים']],
  ['last_30_days', ['last 30 days', '30 hari terakhir', '30 יום', '30 הימים']],
] as const;

export const STATUS_WORDS = [
  ['pending', ['pending', 'open order', 'belum', 'ממתינ', 'פתוח']],
  ['confirmed', ['confirmed', 'dikonfirmasi', 'אושר', 'מאושר']],
  ['delivered', ['delivered', 'terkirim', 'diantar', 'נמסר', 'סופק']],
  ['cancelled', ['cancelled', 'canceled', 'dibatalkan', 'batal', 'בוטל', 'מבוטל']],
] as const;

export const COUNT_WORDS = [
  'how many',
  'number of',
  'count',
  'berapa banyak',
  'berapa jumlah',
  'jumlah',
  'berapa pesanan',
  'berapa order',
  'כמה הזמנות',
  'כמה שיחות',
  'כמה',
];
export const SUM_WORDS = [
  'how much',
  'revenue',
  'turnover',
  'total',
  'sales',
  'earn',
  'omzet',
  'omset',
  'pendapatan',
  'penjualan',
  'total',
  'הכנס',
  'מחזור',
  'בכמה',
  'סך',
];
export const GROUP_WORDS = {
  day: ['per day', 'by day', 'daily', 'per hari', 'harian', 'לפי יום', 'ליום'],
  week: ['per week', 'by week', 'weekly', 'per minggu', 'mingguan', 'לפי שבוע'],
  month: ['per month', 'by month', 'monthly', 'per bulan', 'bulanan', 'לפי חודש'],
  status: ['by status', 'per status', 'each status', 'לפי סטטוס', 'לפי מצב'],
  channel: ['by channel', 'per channel', 'per kanal', 'לפי ערוץ'],
  model: ['by model', 'per model', 'לפי מודל'],
} as const;
/** Asks for a change or for what is not the shop's own: never answered. */
export const REFUSED = [
  'delete',
  'drop ',
  'update ',
  'insert',
  'truncate',
  'alter ',
  'password',
  'api key',
  'secret',
  'other tenant',
  'another shop',
  'select ',
  'set_config',
  'pg_',
  'hapus',
  'ubah',
  'kata sandi',
  'מחק',
  'סיסמ',
  'מפתח',
];
