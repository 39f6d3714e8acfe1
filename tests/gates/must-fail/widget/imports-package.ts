// rejected by: eslint(no-restricted-imports)
import { z } from 'zod';

export const used = [z];
