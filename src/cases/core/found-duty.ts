import type { DutyHolder } from '../../regulation/duties.ts';
import type { OpenDuty } from './case.ts';

/** A duty as a phase finds it: round 1 and the holder of its rule unless it says otherwise. */
export type Found = Omit<OpenDuty, 'round' | 'holder'> & { round?: number; holder?: DutyHolder };
