import { describe, expect, test } from 'vitest';
import { bodyOf, draftFault, kindsOf, newDraft } from './difference-draft.ts';

describe('a difference being written down', () => {
  test('says what is wrong; on paper a picture shows it', () => {
    const damaged = { ...newDraft('damaged'), note: '右下角撕裂' };
    expect(draftFault(newDraft('damaged'), 'postal')).toContain('哪里不对');
    expect(draftFault(damaged, 'postal')).toContain('照片');
    expect(draftFault({ ...damaged, photoIds: ['p'] }, 'postal')).toBeUndefined();
    expect(draftFault({ ...newDraft('unreadable'), note: '看不清' }, 'electronic')).toBeUndefined();
  });

  test('of what is not there nothing has to be written or shown', () => {
    expect(draftFault(newDraft('missing'), 'postal')).toBeUndefined();
  });

  test('only what was filled in is sent', () => {
    expect(bodyOf(newDraft('missing'))).toEqual({});
    expect(bodyOf({ kind: 'damaged', note: ' 撕裂 ', photoIds: ['p'], applicantMustAct: true })).toEqual({
      note: '撕裂',
      photoIds: ['p'],
      applicantMustAct: true,
    });
  });

  test('a scan is not damaged and paper can be', () => {
    expect(kindsOf('electronic')).not.toContain('damaged');
    expect(kindsOf('postal')).toContain('damaged');
  });
});
