import { foldText } from '#agent/text/fold-text.ts';
import { findClaims } from './find-claims.ts';
import { blindEnglish } from './labelled/blind-en.ts';
import { blindHebrew } from './labelled/blind-he.ts';
import { blindIndonesian } from './labelled/blind-id.ts';
import { developmentEnglish } from './labelled/development-en.ts';
import { developmentHebrew } from './labelled/development-he.ts';
import { developmentIndonesian } from './labelled/development-id.ts';
import { hardEnglish } from './labelled/hard-en.ts';
import { hardHebrew } from './labelled/hard-he.ts';
import { hardIndonesian } from './labelled/hard-id.ts';
import { harderEnglish } from './labelled/harder-en.ts';
import { harderHebrew } from './labelled/harder-he.ts';
import { harderIndonesian } from './labelled/harder-id.ts';
import { fifthRoundEnglish } from './labelled/fifth-round-en.ts';
import { fifthRoundHebrew } from './labelled/fifth-round-he.ts';
import { fifthRoundIndonesian } from './labelled/fifth-round-id.ts';
import { mixedSentences } from './labelled/mixed.ts';
import { hardestSentences } from './labelled/hardest.ts';
import { heldOutEnglish } from './labelled/held-out-en.ts';
import { heldOutHebrew } from './labelled/held-out-he.ts';
import { heldOutIndonesian } from './labelled/held-out-id.ts';
import { earlySentences } from './labelled/early.ts';
import type { LabelledSentences } from './labelled/labelled-sentences.ts';
import { thirdSentences } from './labelled/third.ts';
import { fourthSentences } from './labelled/fourth.ts';
import { fifthSentences } from './labelled/fifth.ts';
import { laterSentences } from './labelled/later.ts';
import { secondEnglish } from './labelled/second-en.ts';
import { secondHebrew } from './labelled/second-he.ts';
import { secondIndonesian } from './labelled/second-id.ts';

/*
 * Each set was written before the rules that it led to, and measured once before them (precision, recall):
 * blind English 0.89, 0.71; Hebrew 0.97, 0.86; Indonesian 1.00, 0.63; second English 0.95, 0.76; Hebrew 1.00, 0.76;
 * Indonesian 0.79, 0.44; then, with verbs read by their grammar, third 0.94, 0.76; fourth 0.97, 0.83; fifth 1.00, 0.83.
 *
 * Then an outside author wrote 555 sentences before he read any rule, and split them by lot. Measured before any change:
 * development English 0.93, 0.87; Hebrew 0.90, 0.84; Indonesian 0.93, 0.91; held out English 0.95, 0.87; Hebrew 0.95,
 * 0.86; Indonesian 0.97, 0.84. The rules of the finished forms grew on the development half (so that figure is no longer
 * blind) and on probes of his that were not kept. The held-out half was measured once more after them, and no rule was
 * changed since: English 0.978, 0.978; Hebrew 0.977, 0.977; Indonesian 0.977, 0.956; together 0.977, 0.970. Its errors were not read, but the
 * author of the rules had written it, so it flatters them. Two probes that he wrote with odder wordings as he went, each
 * run once before the rules it led to, say by how much: 0.78, 0.73 after the first round of rules and 0.88, 0.73 after the
 * second; after the last round nothing fresh was measured. Count on an odd wording to pass one time in four.
 */
const SETS: Readonly<Record<string, LabelledSentences>> = {
  early: earlySentences,
  later: laterSentences,
  'blind English': blindEnglish,
  'blind Hebrew': blindHebrew,
  'blind Indonesian': blindIndonesian,
  'second English': secondEnglish,
  'second Hebrew': secondHebrew,
  'second Indonesian': secondIndonesian,
  third: thirdSentences,
  fourth: fourthSentences,
  fifth: fifthSentences,
  'development English': developmentEnglish,
  'development Hebrew': developmentHebrew,
  'development Indonesian': developmentIndonesian,
  hardest: hardestSentences,
  mixed: mixedSentences,
  'fifth round English': fifthRoundEnglish,
  'fifth round Hebrew': fifthRoundHebrew,
  'fifth round Indonesian': fifthRoundIndonesian,
  'hard English': hardEnglish,
  'hard Hebrew': hardHebrew,
  'hard Indonesian': hardIndonesian,
  'harder English': harderEnglish,
  'harder Hebrew': harderHebrew,
  'harder Indonesian': harderIndonesian,
};

/** What was measured, and no more: their errors stay unread, so that the sets can measure again. */
const HELD_OUT: Readonly<Record<string, readonly [LabelledSentences, number]>> = {
  English: [heldOutEnglish, 0.97],
  Hebrew: [heldOutHebrew, 0.97],
  Indonesian: [heldOutIndonesian, 0.95],
};

function isClaim(sentence: string): boolean {
  return findClaims(foldText(sentence)).length > 0;
}

function measured(set: LabelledSentences) {
  const missed = set.claims.filter((sentence) => !isClaim(sentence));
  const wrong = set.others.filter(isClaim);
  const caught = set.claims.length - missed.length;
  return { precision: caught / (caught + wrong.length), recall: caught / set.claims.length, missed, wrong };
}

describe('findClaims', () => {
  test.each(Object.entries(SETS))('has precision and recall of 0.97 or more on the %s set', (_name, set) => {
    const figures = measured(set);
    const enough = figures.precision >= 0.97 && figures.recall >= 0.97;
    expect({ enough, ...figures }).toMatchObject({ enough: true });
  });

  test.each(Object.entries(HELD_OUT))('does not fall back on the held-out %s set', (_name, [set, least]) => {
    const { precision, recall } = measured(set);
    const enough = precision >= 0.95 && recall >= least;
    expect({ enough, precision, recall }).toMatchObject({ enough: true });
  });
});
