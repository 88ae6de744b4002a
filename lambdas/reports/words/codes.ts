import type { Prose } from '../model.ts';
import { fixed } from './say.ts';

/**
 * A code of the export, e.g. an end reason, as words. Codes of the canonical tables have translations; what a
 * company made up itself is said as it is.
 */
export function spoken(code: string): Prose {
  return fixed(code.replaceAll('_', ' '));
}
