/** "I found a slot and gave it to you": the second half has the first one's subject, with its auxiliary. */
const SUBJECT =
  /^(?:(?:and|so|ok|okay|yes|great|well) )*((?:i|we)(?:'(?:ve|ll|d|m|re))?(?: (?:have|had|can|could|will|would|should|might|may|must|need to|want to|am|are|was|were|going to|about to|not|never))*|(?:the|a|our|your|my) \w+|(?:it|he|she|they|someone|somebody|everything)(?:'s)?)(?= )/u;
const HAS_SUBJECT =
  /^(?:i|we|you|it|he|she|they|your|the|a|an|this|that|these|those|there|our|my|if|when|once|then|also|all|both|everything|someone|no|to|for|in|on|at|with|from|by|of|per|is there|are you)\b/u;
const AUXILIARY = /^(?:is|are|was|were|has|have|had)\b/u;
const PAST =
  /^(?:(?:just|also|already|now|then|even) )*(?:\w{2,}ed|put|set|sent|gave|took|made|held|kept|let|cut|got|brought|paid|sold|left)\b/u;

/** The clause with the subject of the one before it, where it has none and goes on from it. */
export function carrySubject(clause: string, before: string): string {
  if (before === '' || HAS_SUBJECT.test(clause)) return clause;
  const subject = SUBJECT.exec(before)?.[1];
  if (subject === undefined) return clause;
  if (AUXILIARY.test(clause) && !/^(?:i|we)\b/u.test(subject)) return `${subject.replace(/'s$/u, '')} ${clause}`;
  return PAST.test(clause) && /^(?:i|we)\b/u.test(subject) ? `${subject} ${clause}` : clause;
}
