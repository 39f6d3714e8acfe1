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
import { finalEnglish } from './labelled/final-en.ts';
import { finalHebrew } from './labelled/final-he.ts';
import { finalIndonesian } from './labelled/final-id.ts';
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
 * How the figures came about is told in docs/adr/2026-11-21-claims-read-by-clause.md. All sets of SETS led to rules, so
 * they only guard against falling back. Those of MEASURED led to no rule.
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

/** Their errors are not printed, so that the sets can measure again. Least precision and recall. */
const MEASURED: Readonly<Record<string, readonly [LabelledSentences, number, number]>> = {
  'held-out English': [heldOutEnglish, 0.95, 0.97],
  'held-out Hebrew': [heldOutHebrew, 0.95, 0.97],
  'held-out Indonesian': [heldOutIndonesian, 0.95, 0.95],
  'final English': [finalEnglish, 0.9, 0.8],
  'final Hebrew': [finalHebrew, 0.9, 0.88],
  'final Indonesian': [finalIndonesian, 0.9, 0.8],
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

  test.each(Object.entries(MEASURED))('does not fall back on the %s set', (_name, [set, precise, complete]) => {
    const { precision, recall } = measured(set);
    const enough = precision >= precise && recall >= complete;
    expect({ enough, precision, recall }).toMatchObject({ enough: true });
  });
});
