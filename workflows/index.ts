export { conversation } from './conversation.ts';
export { ingestDocument } from './ingest-document.ts';
export { deadline } from './deadline.ts';
export { sweep } from './sweep.ts';
