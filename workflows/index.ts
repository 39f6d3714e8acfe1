export { conversation } from './conversation.ts';
export { deadline } from './deadline.ts';
export { sweep } from './sweep.ts';
