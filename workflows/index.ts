export { answerQuestion } from './answer-question.ts';
export { conversation } from './conversation.ts';
export { ingestDocument } from './ingest-document.ts';
export { deadline } from './deadline.ts';
export { sweep } from './sweep.ts';
export { embedTexts } from './embed-texts.ts';
export { fetchCatalog } from './fetch-catalog.ts';
