import type { Hedges } from '#agent/claim-gate/reading/language.ts';

const REPORTED =
  '\\b(?<!\\b(?:as|like|what|since|because) )(?:you|they|she|he) (?:(?:were|was|are|have|had|just|also) )*(?:said|wrote|mentioned|told|asked|say|write|thought|heard|read|assumed|believe|claim)\\b';

export const ENGLISH_HEDGES: Hedges = {
  notYet:
    /\b(?:would you|do you|did you|should i|should we|shall i|shall we|may i|can i|could i|can we|could we|could you|can you|will you|want me to|like me to|wish|let me know|i can|we can|i could|we could|i can't|i cannot|can't|cannot|couldn't|could not|unable|i'd be|i would|we would|i'd (?:like|love|be)|i'll|i will|we'll|we will|will be|won't be|to be|can be|could be|may be|might be|must be|should be|needs? to|going to|about to|ready to|in order to|able to|happy to|glad to|love to|please|how to|whether|you can|you could|you may|you want|let's|let me|before|until|must|try to|trying to|not able|yet to|i need|we need|to (?:place|order|cancel|change|update|confirm|complete|finish|have|get|make|add)|never|may i|orders? (?:placed|received|submitted|confirmed) (?:before|by|until|after|on|between))\b(?![^,]*\bbut\b)/u,
  negation:
    /(?:\b(?:not|no|never|nothing|none|neither|hardly|nobody|without|isn't|wasn't|aren't|weren't|hasn't|haven't|hadn't|don't|didn't|doesn't|won't|can't|cannot)(?: \S+){0,5} ?|n't ?)$/u,
  condition:
    /\b(?:if|once|when|whenever|as soon as|unless|provided|assuming|in case|every time|the moment|(?:after|until|till|before)(?! (?:\d|noon|midnight|tomorrow|today|tonight|next|further|the end|lunch|dinner|six|seven|eight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr|mar|apr|may|jun|jul|aug|sept|octo|nov|dec)\w*)\b))\b/u,
  bidding:
    /^(?:(?:just|please|simply|so|or|then) )*(?:say|reply|answer|type|write|send|text|tap|click|press|pay|tell|give|confirm|choose|pick|name)\b/u,
  politeness:
    /(?:let (?:me|us) know|tell (?:me|us)|write (?:to )?(?:me|us)?|just (?:ask|say|shout)|feel free(?: to \w+)?|ask|shout|here|reach out|message (?:me|us)|contact us) (?:if|when|once|whenever)\b.*$/u,
  reported: new RegExp(REPORTED, 'u'),
  reporting: new RegExp(`(?:${REPORTED})(?: that)?$`, 'u'),
  unknown:
    /\b(?:(?:don't|do not|can't|cannot|couldn't|could not|didn't|unable to|not able to|no way to|not) (?:\w+ )?(?:see|find|know|tell|confirm|verify|check|sure|certain|have)|no (?:\w+ )?(?:record|sign|trace|information|info|idea|evidence|update)|without knowing|hopefully|(?:i|we) (?:do )?(?:hope|trust|wish|suppose|assume|understand|gather|imagine|wonder|see that you|see you)|sorry (?:to hear|that|your)|to hear)\b/u,
  manner:
    /^(?:delivered|shipped|sent|paid|collected|picked up|packed) (?:to|by|on|in|at|from|with|within|every|upon)\b/u,
  generic:
    /^(?:(?:our|all|most|some|many) (?:\w+ )?|(?:\w+ed|pre-\w+|late|early|online) )?(?:orders|bookings|payments|refunds|deliveries|tables|reservations|parcels|packages|cakes|customers|people|slots|courts|members|subscribers)\b(?!.*\b(?:have been|has been|were)\b)|^(?:every|each|any|an?) (?:\w+ )?(?:order|booking|payment|refund|item|cake|parcel|card|voucher|code)\b(?!.*\b(?:was|has been)\b)|\b(?:customers|guests|people|clients) (?:have|had|who)\b/u,
  affairs:
    /\b(?:last (?:year|summer|winter|season|spring|autumn)|(?:in|since) (?:19|20)\d\d|every (?:day|morning|evening|week|month|year)|years ago)\b|\bwe(?:'ve| have)? (?:just |recently )*\w+ (?:our (?:\w+ )?(?:shop|store|place|location|branch|website|menu|hours|studio|doors|prices?)|(?:to|in) a (?:new|bigger|second))\b|\b(?:i|we)(?:'ve| have)? (?:just )?(?:added up|(?:sorted|picked|chosen|chose|listed|grouped|filtered|ranked|put together|collected|gathered|pulled|arranged|organi[sz]ed|added|attached|included|sent you) (?:\S+ ){0,4}(?:options?|ideas?|choices|suggestions?|recommendations?|lists?|models|prices|summary|details|comparison|sizes|photos?|(?<!payment )links?|menu))\b(?!.*\byour (?:order|cart|booking)\b)|^(?:(?:all|some of|most of) )?(?:our|the|these|those|this|that) (?:\w+ )?(?:prices?|menus?|websites?|site|hours|policy|policies|lists?|catalogue|catalog|range|recipes?|stock|collections?|app|(?<!payment )page|photos?|descriptions?)\b|^(?:our|the|this) (?:\w+ )?(?:shop|store|studio|workshop|building|room|garden|terrace) (?:was|has been|moved|opened|closed|opens|closes|is (?!yours|booked|held|reserved))\b|^(?:these|those|this|that) (?!order|booking|payment)\w+ (?:is|are) (?:\w+ )?(?:reduced|discounted|marked down)\b|^(?:\w+ed|pre-\w+) (?!your\b|it\b|you\b)\w+(?:s|ing) (?:\w+ )?(?:must|should|can|may|are|is|will|need)\b/u,
};
