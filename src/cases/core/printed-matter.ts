import { isGiven } from '../../catalogue/given-standard.ts';
import type { Case } from './case.ts';

/** What a case is about, as documents print it: item and option; the item alone where its standard was given (stage 1). */
export const printedMatter = (kase: Pick<Case, 'itemName' | 'optionName' | 'standardVersion'>): string =>
  isGiven(kase) ? kase.itemName : `${kase.itemName}（${kase.optionName}）`;
