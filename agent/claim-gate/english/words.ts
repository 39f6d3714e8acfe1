import { listOf, remembering, type Entry, type Role, type Vocabulary } from '#agent/claim-gate/reading/words.ts';

/*
 * Roles of English words: I the shop ("I", "we"), S a person of it, K its rooms and firms, Y you, O your, D a definite
 * determiner, E an indefinite one, P a pronoun of a thing, M a matter, H have, B be, b been, p was/got, A adverb, n now,
 * L filler, k thanks, V a finished deed of the trade, W any other past form, G a deed going on, U a deed's bare verb,
 * T a word or phrase for how things stand after a deed, y "yours", J particle, R preposition, Z "managed to", c a code.
 */

const ENTRIES: readonly Entry[] = [
  [{ tag: 'I' }, 'i, we'],
  [
    { tag: 'S', matter: 'person' },
    'courier, driver, rider, baker, bakers, colleague, colleagues, manager, team, staff, someone, somebody, human, person, agent, specialist, he, she, supervisor, owner, host, chef, florist, bank',
  ],
  [{ tag: 'K' }, 'kitchen, bakery, shop, store, warehouse, system, supplier'],
  [{ tag: 'Y' }, 'you'],
  [{ tag: 'O' }, 'your, ur'],
  [{ tag: 'D' }, 'the, this, those, these'],
  [{ tag: 'e' }, 'a, an'],
  [{ tag: 'E' }, 'any, every, each, some, our, my, another, most, many'],
  [{ tag: 'P' }, 'it, that, this, they, them, everything, that one, this one, all of it, it all, things'],
  [{ tag: 'H' }, "have, has, had, 've, having"],
  [{ tag: 'B' }, "is, are, 's, 're, am, 'm"],
  [{ tag: 'b' }, 'been'],
  [{ tag: 'g' }, 'being'],
  [{ tag: 'q' }, 'consider|count|call|treat it|that|this'],
  [{ tag: 'x' }, 'no more, no longer any, no longer'],
  [{ tag: 'v' }, 'instead, instead of'],
  [{ tag: 'h' }, 'list, calendar, diary, books, schedule, inbox, mailbox, tab, file, cart, basket'],
  [{ tag: 'p' }, 'was, were, got, gets, gotten'],
  [{ tag: 'n' }, 'now, from now on'],
  [
    { tag: 'A' },
    'just, also, already, both, all, all of it, duly, personally, indeed, since, then, currently, gone|went ahead and, gone|went in and, went and, been and, as we speak, right now, too, so, still, finally, even, kindly, again, to you, for you, at last',
  ],
  [
    { tag: 'L' },
    'ok, okay, great, great news, good news, yes, yep, yup, sure, sure thing, perfect, right, right then, alright, there, and, so, no worries, no problem, not to worry, well, easy, absolutely, certainly, of course, lovely, wonderful, super, cool, boom, voila, sorry, hi, hello, good, excellent, fantastic, awesome, done and dusted, job done, wish granted',
  ],
  [{ tag: 'k' }, 'thanks, thank you, many thanks'],
  [
    { tag: 'Z' },
    'managed to, was|were able to, did, took|taken the liberty of, finished, completed, done with, been able to, made sure to, remembered to',
  ],
  [{ tag: 'X' }, "not, never, n't, no, nothing, nobody, none, if, unless, without"],
  [{ tag: 'j' }, 'asked, told'],
  [{ tag: 'o' }, 'noted'],
  [{ tag: 'y' }, 'yours, all yours'],
  [{ tag: 'J' }, 'in, off, out, on, down, up, back, aside, away, over'],
  [{ tag: '#' }, 'one, two, three, four, five, six, seven, eight, nine, ten, a dozen, half'],
  [{ tag: 'R' }, 'until, till, for, to, by, at, from, with, of, as, into, under, within, upon'],
];

/** What a clause may be about. */
const MATTERS: readonly Entry[] = [
  [{ tag: 'M', matter: 'order' }, 'order, purchase, request, subscription, membership, bill'],
  [{ tag: 'M', matter: 'order', deed: 'cancelled' }, 'cancellation'],
  [
    { tag: 'M', matter: 'change' },
    'change, changes, total, update, amendment, edit, swap, exchange, address, quantity, note, notes',
  ],
  [
    { tag: 'M', matter: 'booking' },
    'booking, reservation, appointment, table, slot, spot, seat, court, field, room, session, lesson, visit, place, hold, class, workshop, rental',
  ],
  [
    { tag: 'M', matter: 'payment' },
    'payment, deposit, transfer, transaction, charge, invoice, card, visa, double charge',
  ],
  [{ tag: 'M', matter: 'link' }, 'payment link|page|request, link to pay'],
  [{ tag: 'M', matter: 'refund' }, 'refund, reimbursement, money, credit, money back'],
  [{ tag: 'M', matter: 'promo' }, 'discount, promo, promo code, code, voucher, coupon, free delivery'],
  [{ tag: 'M', matter: 'delivery' }, 'parcel, package, delivery, shipment, parcels'],
  [{ tag: 'M', matter: 'person' }, 'complaint, case, ticket, conversation, chat, message, question, issue'],
  [{ tag: 'M', matter: 'lead' }, 'number, phone number, contact details, details, email, interest, enquiry, inquiry'],
];

const AFTER_BE = 'complete, final, all set, active, active again, live, guaranteed, locked, gone, history';
const STATUS: readonly Entry[] = [
  [
    { tag: 'T' },
    `done, all done, sorted out, all sorted, settled, good to go, good, through, under way, underway, in place, in effect, in progress, successful, went|gone|go|come|came through, went|gone in, in the works, mission accomplished, case closed, all taken care of, seen to, dealt with, a done deal, a go, made it into|onto|in, on there, safe, secure, on file, official, ${AFTER_BE}`,
  ],
  [{ tag: 'T', deed: 'held' }, 'on hold'],
  [{ tag: 'T', deed: 'paid' }, 'paid in full, all paid up, paid up, cleared, landed'],
  [
    { tag: 'T', deed: 'shipped' },
    "on its|it's|the|his|her|their|your way, out for delivery, in transit, en route, in the post|mail, on the road|move|truck|van, with the|our courier|driver|carrier, at your door, round the corner, left, set off, departed, headed out|over, went|gone out, off to you, coming your way|over, coming to you, off to the post, waiting for you, ready and waiting, streets|minutes away, arriving",
  ],
  [
    { tag: 'T', deed: 'created' },
    'in the system|oven|kitchen|queue, in our system|kitchen, in hand, good as ordered, being prepared',
  ],
  [
    { tag: 'T', deed: 'booked' },
    'in the calendar|diary|books, down for, booked in, on the|our list|schedule|calendar|books, signed up, in for, off the|our list, off the calendar',
  ],
  [
    { tag: 'T', deed: 'refunded' },
    'heading|headed|going|coming|flowing back, back on|in|to|with your, on its|the way back, back with you',
  ],
  [
    { tag: 'T', deed: 'cancelled' },
    'off the books, a goner, no longer active|there|valid|exists, inactive, called off, dead and gone',
  ],
  [{ tag: 'T', deed: 'handoff' }, 'aware, in the loop, on it, on the case, joining, coming to the chat'],
];

/** Deeds of the trade in their past form; the first group tells them by stem. */
const DEEDS: readonly (readonly [Role['deed'], string])[] = [
  [
    'created',
    'order plac submitt enter log register record jott lodg fil complet finali[sz] lock secur confirm approv accept process creat open sign subscrib receiv',
  ],
  [
    'updated',
    'add popp slott slipp toss updat chang modifi amend adjust edit alter tweak revis rework remov swapp switch replac exchang substitut subb trad correct rectifi fix resolv doubl tripl halv increas rais bump reduc lower trimm push renew upgrad downgrad resum reinstat restor dropp sav',
  ],
  [
    'cancelled',
    'scrapp cancell? void delet eras ax nix wip terminat end revers revok retract unsubscrib suspend paus deactivat',
  ],
  ['held', 'reserv pencill? penn extend'],
  ['booked', 'book enroll? squeez block schedul arrang organi[sz]'],
  ['rescheduled', 'reschedul postpon shift pull mov delay deferr'],
  ['promo', 'appli activat redeem reactivat waiv knock discount'],
  ['paid', 'charg bill debit deduct captur settl collect'],
  ['refunded', 'refund reimburs credit return compensat'],
  ['shipped', 'ship shipp dispatch despatch deliver post mail courier load pick'],
  [
    'handoff',
    'transferr pass hand forward escalat connect rout assign notifi alert inform pag ping loop tagg flagg referr relay contact summon patch redirect brief',
  ],
  ['anything', 'authori[sz] clear issu releas initiat execut implement action carri handl sort trigger pack'],
];
const FINISHED = new Map<RegExp, Role>(
  DEEDS.map(([deed, stems]) => [
    new RegExp(`^(?:${stems.split(' ').join('|')})ed$`, 'u'),
    { tag: 'V', ...(deed === 'anything' || deed === undefined ? {} : { deed }) },
  ]),
);
const GOING_ON = new Map<RegExp, Role>(
  DEEDS.map(([deed, stems]) => [
    new RegExp(`^(?:${stems.split(' ').join('|')})ing$`, 'u'),
    { tag: 'G', ...(deed === 'anything' || deed === undefined ? {} : { deed }) },
  ]),
);

const SET_DEEDS: readonly Entry[] = [
  [{ tag: 'V', deed: 'created' }, 'locked in, put through, noted down, written down, jotted down, put in'],
  [{ tag: 'V', deed: 'updated' }, 'taken off|out, took off|out, thrown in, threw in, made the change|changes'],
  [
    { tag: 'V', deed: 'cancelled' },
    'withdrawn, withdrew, undone, undid, let go of, called off, struck off, written off, rung off',
  ],
  [{ tag: 'V' }, 'took|taken care of, made|taken|took a note of'],
  [{ tag: 'V', deed: 'paid' }, 'paid, prepaid, paid for'],
  [{ tag: 'V', deed: 'refunded' }, 'repaid, paid back, sent back, wired back, money-back'],
  [{ tag: 'V', deed: 'held' }, 'held, kept, set aside, put aside, put you down, pencilled in'],
  [{ tag: 'V', deed: 'booked' }, 'set up, made a|the|your booking|reservation|appointment'],
  [{ tag: 'V', deed: 'shipped' }, 'sent, sent out, sent off, resent, handed over, picked up'],
  [
    { tag: 'V', deed: 'handoff' },
    'knows about|of, opened|raised|filed|logged a case|ticket|complaint, let the|our|my|a team|manager|colleague|owner know, brought in, passed on, put you through',
  ],
  [
    { tag: 'V', deed: 'lead' },
    'noted your number|phone|details|contact|email|interest|enquiry|inquiry|request, taken|took|saved|kept your number|details|contact|email, wrote|written|jotted down your number|details|name|email, put you on the list',
  ],
  [
    { tag: 'G', deed: 'created' },
    'making, baking, cooking, preparing, packing, placing, working on, wrapping, assembling',
  ],
  [{ tag: 'G', deed: 'held' }, 'holding, keeping, reserving'],
  [{ tag: 'G', deed: 'booked' }, 'booking'],
  [{ tag: 'G', deed: 'handoff' }, 'putting, bringing, reading, looking into, reviewing, taking over, handing, getting'],
  [{ tag: 'G', deed: 'shipped' }, 'sending, bringing your'],
  [
    { tag: 'U' },
    'cancel, place, order, book, refund, charge, change, send, ship, add, remove, update, get, have, move, reserve',
  ],
  [
    { tag: 'W' },
    'put, set, closed, opened, gave, given, took, taken, cut, sold, brought, made, ran, run, struck, rang, rung, threw, thrown, froze, frozen, split, drew, left you, left your, swopped, wrote, written, shut, hit, slid, spun, caught, bought, did it, did that, dealt, undone, let',
  ],
  /* Booked-out and such are no deed for the customer. */
  [
    { tag: 'N' },
    'booked out, sold out, fully booked, sold by, packed with, packed in, made from|of|with|in|by, based, located, listed, mentioned, needed, required, included, expected, interested, limited, called, named, shown, attached, calculated, estimated, appreciated, welcome, described, meant, known, worried, concerned, used, heard, understood, said, mixed, misread, misunderstood, mistaken, satisfied, pleased, excited, delighted, supposed, allowed, entitled, invited, advised, damaged, broken, lost, stuck, affected, unchanged, unaffected, indeed, related, covered, missing, failed, declined, rejected, unpaid, seen, worn, missed, found, followed, valued, linked, priced, quoted, rated, loved, need, feed, speed, proceed, exceed, bed, red, seed, open, checked, looked, saw, wanted, liked, noticed, suggested, recommended, offered, explained, picked out, chose, chosen, hoped, thought, enjoyed, searched, compared, tried, showed, shared, answered, promised, believed, remembered, baked, started, wondered, tested, tasted, helped, assumed, guessed, confused, apologised, apologized, reviewed, considered, copied, discontinued, smoked, decorated, pre-ordered, wrapped, served, sliced, eaten, filled, delayed, moved here, relaxed, wished, hundred, kindred, sacred, naked',
  ],
];

const BY_FORM: readonly (readonly [RegExp, Role])[] = [
  [/^[a-z]+\d+[a-z\d]*$/u, { tag: 'c', matter: 'promo' }],
  [/^\w{3,}ly$/u, { tag: 'A' }],
  [/^\w{2,}ing$/u, { tag: 'i' }],
  [/^(?!\w*eed$)\w{2,}ed$/u, { tag: 'W' }],
];
/** Words in -ly and -ed that are neither adverbs nor past forms. */
const NOT_BY_FORM =
  /^(?:family|reply|only|supply|apply|daily|early|friendly|july|monthly|weekly|fly|jelly|belly|italy|lily|thing|nothing|something|anything|everything|morning|evening|king|ring|spring|string|wedding|during|parking|building|clothing|seating|icing|filling|topping|dressing|pricing)$/u;

function isDeed(word: string): boolean {
  return [...FINISHED.keys(), ...GOING_ON.keys()].some((form) => form.test(word));
}

function byForm(word: string): Role | undefined {
  if (NOT_BY_FORM.test(word)) return undefined;
  const again = /^re-?(\w{5,})$/u.exec(word)?.[1];
  if (again !== undefined && !isDeed(word) && isDeed(again)) return byForm(again);
  for (const [form, role] of FINISHED) if (form.test(word)) return role;
  for (const [form, role] of GOING_ON) if (form.test(word)) return role;
  return BY_FORM.find(([form]) => form.test(word))?.[1];
}

const CONTRACTED = /^(.+?)('ve|'s|'re|'m|'ll|'d|n't)$/u;

function split(written: string): readonly string[] {
  const [, word, ending] = CONTRACTED.exec(written) ?? [];
  return word === undefined || ending === undefined ? [written] : [word, ending];
}

export const ENGLISH_WORDS: Vocabulary = {
  listed: listOf([...ENTRIES, ...MATTERS, ...STATUS, ...SET_DEEDS]),
  split: remembering(split),
  byForm: remembering(byForm),
};
