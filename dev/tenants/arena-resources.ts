import type { NewResource, OpeningInterval, PriceRule } from '#domain/booking/resource.ts';

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const WEEKDAYS = [1, 2, 3, 4, 5];
const WEEKEND = [0, 6];
/** 06:00 to 23:00. */
const OPENING: readonly OpeningInterval[] = EVERY_DAY.map((weekday) => ({ weekday, from: 6 * 60, to: 23 * 60 }));

/** Rupiah to minor units. */
const rupiah = (amount: number): number => amount * 100;

/** Weekday evenings from 17:00 to 22:00 and all of the weekend. */
const busy = (price: number): readonly PriceRule[] => [
  { weekdays: WEEKDAYS, from: 17 * 60, to: 22 * 60, priceMinor: rupiah(price) },
  { weekdays: WEEKEND, from: 0, to: 1440, priceMinor: rupiah(price) },
];

interface Hall {
  readonly kind: NewResource['kind'];
  readonly category: string;
  readonly aliases: readonly string[];
  readonly description: string;
  readonly price: number;
  readonly busyPrice?: number;
  readonly slotMinutes?: number;
  readonly mostSlots?: number;
}

const FUTSAL: Hall = {
  kind: 'field',
  category: 'futsal',
  aliases: ['lapangan futsal', 'futsal field', 'futsal court', 'mini soccer', 'כדורגל אולמות', 'פוטסל'],
  description:
    'Rumput sintetis untuk lima lawan lima, rompi tim termasuk. Five-a-side on artificial turf, bibs included.',
  price: 150_000,
  busyPrice: 220_000,
};
const BASKETBALL: Hall = {
  kind: 'field',
  category: 'basket',
  aliases: ['lapangan basket', 'basketball', 'basketball court', 'כדורסל'],
  description: 'Lapangan penuh berlantai kayu, bola dipinjamkan gratis. Full wooden court, balls lent for free.',
  price: 180_000,
};
const BADMINTON: Hall = {
  kind: 'court',
  category: 'badminton',
  aliases: ['lapangan badminton', 'bulu tangkis', 'bulutangkis', 'badminton court', 'בדמינטון'],
  description: 'Berkarpet, cocok untuk pemula, anak dan keluarga. Carpeted indoor court.',
  price: 60_000,
  busyPrice: 85_000,
};
const TENNIS: Hall = {
  kind: 'court',
  category: 'tenis',
  aliases: ['lapangan tenis', 'tennis', 'tennis court', 'טניס'],
  description: 'Lapangan keras dalam ruangan, berlampu. Indoor hard court; rackets can be rented.',
  price: 130_000,
};
const PADEL: Hall = {
  kind: 'court',
  category: 'padel',
  aliases: ['lapangan padel', 'padel court', 'paddle', 'פאדל'],
  description: 'Lapangan kaca untuk empat pemain, mudah untuk pemula. Glass court for four.',
  price: 250_000,
};
const TABLE_TENNIS: Hall = {
  kind: 'equipment',
  category: 'tenis meja',
  aliases: ['meja tenis meja', 'pingpong', 'ping pong', 'table tennis', 'טניס שולחן', 'פינג פונג'],
  description: 'Satu meja, bet dan bola termasuk. One table, bats and balls included.',
  price: 40_000,
};
const MEETING_ROOM: Hall = {
  kind: 'room',
  category: 'ruang rapat',
  aliases: ['ruang meeting', 'meeting room', 'ruang serbaguna', 'חדר ישיבות'],
  description: 'Ruang ber-AC untuk dua belas orang dengan layar. Air-conditioned room for twelve with a screen.',
  price: 100_000,
  slotMinutes: 30,
  mostSlots: 16,
};

const hall = (name: string, kept: Hall): NewResource => ({
  name,
  kind: kept.kind,
  category: kept.category,
  aliases: kept.aliases,
  description: kept.description,
  slotMinutes: kept.slotMinutes ?? 60,
  mostSlots: kept.mostSlots ?? 4,
  opening: OPENING,
  priceMinor: rupiah(kept.price),
  priceRules: kept.busyPrice === undefined ? [] : busy(kept.busyPrice),
  active: true,
});

/** What the sports hall rents by the hour. */
export const ARENA_RESOURCES: readonly NewResource[] = [
  hall('Lapangan Futsal A', FUTSAL),
  hall('Lapangan Futsal B', FUTSAL),
  hall('Lapangan Basket', BASKETBALL),
  ...[1, 2, 3, 4].map((number) => hall(`Lapangan Badminton ${number}`, BADMINTON)),
  hall('Lapangan Tenis', TENNIS),
  hall('Lapangan Padel 1', PADEL),
  hall('Lapangan Padel 2', PADEL),
  hall('Meja Tenis Meja 1', TABLE_TENNIS),
  hall('Meja Tenis Meja 2', TABLE_TENNIS),
  hall('Ruang Rapat', MEETING_ROOM),
];
