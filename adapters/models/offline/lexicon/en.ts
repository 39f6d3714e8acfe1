import { patterns, values, words } from './notation.ts';
import type { Lexicon } from './types.ts';

export const ENGLISH: Lexicon = {
  intents: {
    greet: patterns(`^ hi|hello|hey|hiya|heya|howdy|greetings|start; good morning|afternoon|evening|day`),
    catalogue: patterns(`what * have|do you|u|ya ?got|have|sell|offer|stock; 
      what do|did you|u have|sell|offer|got|stock|carry; what you got; what have you got;
      what products|items|things; what * for sale; menu; catalog|catalogue; price list; product list;
      list of products|items; your products|selection|assortment|range|goods; show me everything|all; which * do|does|did you|u|ya have|sell|offer|make|carry|stock;
      what else do you have|sell; whats available|on offer|on sale; what is|are available;
      what kinds|kind|types|sorts of; see|show * products|menu|list;
      what can|could|may i|we order|buy|get|have
    `),
    price: patterns(`
      how much is|are|does|do|for|would; how much; price|prices|cost|costs|pricing; what do|does * cost
    `),
    tell: patterns(`
      tell me * about; more about; what is|are|s; whats; describe; details|information|info;
      is|are * good|tasty|nice|fresh|any; how is|are|does * taste; what about; how about; good for;
      suitable; ingredients|contain|contains; made of|with|from; explain
    `),
    recommend: patterns(`
      something|anything|smth|sth; recommend|recommendation|recommendations|suggest|suggestion|suggestions;
      what * good for; which|what one|ones|product|products * for; good|suitable|best for; looking for;
      need * for; help me choose|pick|decide;
      your best|bestseller|bestsellers|favourite|favorite|most popular
    `),
    available: patterns(`
      do|did you|u have|sell|carry|stock|offer; have you|u got; you|u have any|some; got any; is|are there;
      is|are * available; in stock
    `),
    question: patterns(`
      what|which|when|where|who|why|how; ^ do|does|did|is|are|can|could|may|will; do|can|could you
    `),
    order: patterns(`
      i|we want|need|take|order|get|buy|rent|hire;
      id|wed|i|we would|ll|d like|love|want|take|need|order|get|have|buy; id|wed like|love;
      ill|well take|have|get|order|go|buy; order|buy|purchase; give|get|send|bring|sell me|us;
      can|could|may i|we have|get|order|buy|take; please|pls send|bring|add; let me have|get|take;
      lets go with|have|do; go with; put me down; i want to|wanna order|buy|get|take; wanna|want|gimme;
      place|make an|a|the|my order; interested in buying|ordering
    `),
    add: patterns(`
      add|include|adding; also|too|additionally|extra|another|plus; as well; one|two|some|kilo|kg more;
      more of; on top; throw in
    `),
    remove: patterns(`dont want|need the|any; do not want|need the|any; no longer want|need the|any; 
      remove|delete|drop|exclude; scrap|ditch|skip|nix|lose the|that|those; take out|off; take * off|out; leave out|off; without the;
      dont|do not|no longer want|need the|any; get rid of; cancel the|my
    `),
    change: patterns(`
      change|update|edit|modify|adjust|correct|reduce|increase|double|halve; make it|that|the; not * but; should be;
      instead; actually * only
    `),
    replace: patterns(`replace|swap|exchange|switch; instead of; rather than`),
    cancel:
      patterns(`dont want|need ?the|my|that|this order; do not want|need ?the|my|that|this order; no longer want|need ?the|my|that|this order; 
      cancel|cancels|canceling|cancelling|cancellation|abort; call off;
      dont|do not|no longer want|need ?the|my|that|this order; forget|scrap ?about ?the|my order;
      void ?the|my order
    `),
    again: patterns(`again; once more`),
    orderWord: patterns(`order|orders|everything|whole|all|it|purchase|that`),
    total: patterns(`whats|what is|what s ?the|my total; how much * total|altogether|owe|pay $; total price|cost`),
    myOrders: patterns(`
      what|which|where|whats is|are|was|were|about|s my|our order|orders; whats|wheres in ?my order;
      my|our orders; show|see|list|check|view|track * my * order|orders|purchases;
      order|orders status|history; status of * order|orders; whats|what is|what * in|on my order;
      do i have * order|orders; where is|s my; wheres my; what did|have i|we order|ordered|buy|bought;
      current order|orders; previous|past|last|old orders|order|purchases;
      whats|wheres ?in my|our order|orders; did|have you * cancel|cancelled|place|placed|change|changed;
      is * cancelled|canceled
    `),
    pastOrder: patterns(`
      i|we|ive|weve ?have|had|once|already|previously|also ordered|bought|purchased|got;
      did i|we * order|buy; have|had i|we ordered|bought
    `),
    history: patterns(`
      think|believe|once|before|previously|remember|sometime|ago|past|last|did|history|month|week
    `),
    yes: patterns(`
      
      ^ yes|yeah|yep|yup|sure|ok|okay|okey|correct|right|confirm|confirmed|absolutely|definitely|exactly|y|perfect|great|fine|alright|k;
      yes please; go ahead|for; please do; sounds good|great|fine; do it; thats right|correct|fine|it;
      i confirm; place it; of course; looks good
    `),
    no: patterns(`
      ^ no|nope|nah|not|dont|n; no thanks|thank; not now|yet|today|really; never mind; nevermind; dont want
    `),
    human: patterns(`
      
      speak|talk|chat|connect|transfer|pass|get * human|person|agent|representative|rep|manager|someone|somebody|staff|owner|boss|people|operator|colleague|herself|himself|yourselves; whos|who is in charge;
      real|actual|live human|person|agent; human please|agent|support|being; customer service|support|care;
      call me back; need|want a|the human|person|manager|representative; someone|somebody call|contact me;
      ^ human|agent|representative|operator|manager ?please $; is|are * not a bot|robot
    `),
    complaint:
      patterns(`never|didnt|hasnt|not arrive|arrived|came|come|received|delivered; did not|never arrive|come|receive|get; 
      
      complain|complaint|complaints|terrible|awful|horrible|disgusting|unacceptable|angry|furious|disappointed|disappointing|ridiculous|worst|scam|rotten|spoiled|spoilt|moldy|mouldy|refund|rude|useless|pathetic;
      never|didnt|did not|hasnt|not arrived|arrive|came|come|received|delivered; still waiting;
      so|very|too late; was|were|is|arrived|came broken|damaged|stale|wrong|missing|cold|bad|late;
      wrong order|item|items|product; fed up; wtf|shit|fuck~|damn|bullshit
    `),
    thanks: patterns(`thanks|thank|thx|tnx|ty|cheers|appreciated|appreciate`),
    bye: patterns(`
      bye|goodbye|cya|farewell; good night; see you|ya; thats all|it|everything; that is all;
      have a good|nice|great day|evening|one|weekend; take care; talk later|soon; nothing else; im done
    `),
    howAreYou: patterns(`
      how are|r you|u|things; hows it going; how do you do; whats up; how is it going; how have you been;
      how ya doing
    `),
    areYouBot: patterns(`are|is|am you|this|u|i * bot|robot|human|ai; 
      are|r you|u ?a|an|really|actually ?a|an|real bot|robot|human|machine|ai|computer|chatbot|person|real;
      am i|is this|this is ?i * bot|robot|human|machine|ai|chatbot|computer; who are|r you|u;
      talking|chatting|speaking to|with a|an bot|robot|human|ai|machine|real|person
    `),
    hesitate: patterns(`
      hesitant|hesitating|unsure|doubt|doubts|doubtful|skeptical|sceptical;
      not|im not so|very|really|too sure|convinced|certain; not sure|convinced|certain;
      is|are it|they|this|these ?really ?any good|worth|work|effective;
      does|do it|they|this|these|that ?really|actually work|help; worth it; let me think;
      need to|have to think; ill think; is it|this safe
    `),
    testimony: patterns(`
      testimony|testimonies|testimonial|testimonials|review|reviews|feedback|ratings;
      what * others|people|customers|buyers say|think; other customers|buyers|people;
      anyone|anybody * tried|used; proof|evidence
    `),
    promo: patterns(`
      
      promo|promos|promotion|promotions|discount|discounts|deal|deals|sale|coupon|coupons|voucher|vouchers|offers|bundle;
      special|specials ?offer|price; cheaper; do better; any offer; lower price; better price
    `),
    expensive: patterns(`
      expensive|pricey|costly|overpriced; too much ?money; cant afford; over ?my budget; a lot of money;
      bit much|steep
    `),
    injection: patterns(`
      ignore|disregard|forget|override|bypass * instructions|instruction|prompt|rules|previous|above;
      system prompt; your|the instructions|prompt; you are now; developer|admin|debug|god mode; jailbreak;
      act|pretend as|to|like|you; set|change|make * price|prices|total;
      price|total|cost to|is now|at|of 0|1|zero|one; for free
    `),
    asking: patterns(`
      want|like|wanted|need to ask|know|check|see|understand|hear|talk|speak|complain;
      question|wondering|curious; can|could|may i ask|know; tell me
    `),
    each: patterns(`each|apiece; of each|both|every`),
    pickup: patterns(`pick up|it|them up|myself; pickup|collect|takeaway; come|coming * by|collect|get it`),
    addressWord: patterns(`address|location; deliver|delivery|send|ship|shipping to|address|it`),
    noteWord: patterns(`note|notes|comment|comments|instruction|instructions|remark`),
    needHelp: patterns(`
      help|need|looking|assist|assistance; want|like to buy|order|shop|place ?something|an|a ?order;
      searching|browsing
    `),
    correction: patterns(`^ no|wait|actually|sorry|oops|hold|nvm; only|just; i meant|mean; not * just|only`),
  },
  shop: {
    askQuantity: patterns(`
      how much|many would|do|should|shall|will you|i; how many|much; what|which quantity|amount
    `),
    askConfirm: patterns(`
      shall|should i|we place|order|confirm; want me to place; would you like me to place|order;
      do you confirm; please confirm; is that|this|it|everything correct|right; confirm ?this|the|your order
    `),
    askWhich: patterns(`which one|of|do|would|product|kind|type; did you mean; do you mean`),
    askAddress: patterns(`
      where should|shall|do|to|can * deliver|send|ship|delivered; delivery address;
      what|which is|s ?the|your * address; deliver to|it
    `),
    askCancel: patterns(`
      shall|should i|we cancel|call; want me to cancel; cancel the whole|entire order; sure * want to cancel
    `),
    offerPerson: patterns(`person|colleague|human|team|representative|agent`),
    notUnderstood: patterns(`didnt|dont|couldnt * understand|catch|get|follow; did not * understand|catch|get|follow; 
      didnt|did not|dont|couldnt * understand|catch|get|follow; not sure * understand|understood|mean
    `),
    offerOrder: patterns(`
      would|do you like|want ?me ?to ?order|some|it|one|add|try; like to order; want to order;
      can i|we get|add|order|help
    `),
  },
  numbers: values(`
    zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12
    thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30
    forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 hundred=100 couple=2 half=0.5 quarter=0.25
    single=1
  `),
  units: {
    kg: words(`kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes`),
    g: words(`g gr gram grams gramme grammes gm gms`),
    l: words(`l liter liters litre litres lt`),
    ml: words(`ml milliliter milliliters millilitre millilitres cc`),
    piece: words(`piece pieces pc pcs unit units item items pce ea x`),
    dozen: words(`dozen dozens doz`),
    container: words(`
      bottle bottles pack packs package packages packet packets box boxes jar jars bag bags loaf loaves
      tube tubes can cans tin tins tray trays slice slices set sets carton cartons bunch bunches pot pots
      sachet sachets
    `),
  },
  functionWords: words(`
    the a an i im id ill ive you u your yours we us our my me he she they them their it its is are am was
    were be been do does did dont have has had got and or but if of to for from with without in on at by as
    about than then there here that this these those what which when where who why how can could would will
    should shall may might must want wanna like need please pls plz some any something anything much many
    more most less also too very just only so not no yes yeah ok okay hi hello hey thanks thank bye get
    give take make let tell show order orders buy price cost good nice great now today tomorrow again still
    up out off all both each one ones two three four five six seven eight nine ten half few other another
    same deliver delivery address note name cancel add remove change know think sure really btw way per
    into because since whats wheres hows thats cant wont didnt doesnt isnt sell later maybe wait actually
    lemme smth sth choosing deciding picking interested curious moment herself himself flavour flavor sorry well right instead everything nothing ask say says see look looking going go come kind type
    products product items speak talk person last time first second third week month day once thing things
    recommend send bring use using work works people try tried before after suitable safe available stock
    open close pay free ship shipping kilo dozen large small big enough ignore set previous instructions
    put keep help love best better next even ever never always often every long lot lots own such while
    until during between through being having doing makes made mean means
  `),
  negations: words(`not no non without isnt arent dont doesnt never nothing avoid except free`),
  confirmFirst: patterns(`
    confirm~ * before|prior|first; before * order~ * confirm~; ask~ * confirm~; always|must confirm~;
    repeat * order; read * back; before|prior plac~|creat~ ?an|the|any order~; summar~ * order * before
  `),
};
