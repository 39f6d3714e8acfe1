// allowed
import { Temporal } from 'temporal-polyfill';

export const used = [Temporal];
