import { expect, test } from 'vitest';
import { substituteOf, substituteText, writtenSubstitute } from './substitutes.ts';

test.each([
  ['eLicence:居民身份证', '电子证照“居民身份证”'],
  ['document:居住证', '“居住证”'],
  ['pledge', '书面告知承诺'],
  ['sharedData', '共享数据，免交'],
])('%s is read, said and written again', (written, said) => {
  const substitute = substituteOf(written);
  if (!substitute) throw new Error('not read');
  expect(substituteText(written)).toBe(said);
  expect(writtenSubstitute(substitute)).toBe(written);
});

test.each(['', 'eLicence:', 'document', 'pledge:x', 'other'])('%s is no substitute', (written) => {
  expect(substituteOf(written)).toBeUndefined();
});
