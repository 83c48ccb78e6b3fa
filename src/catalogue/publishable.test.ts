import { expect, test } from 'vitest';
import { warningsOfOption } from './publishable.ts';

test('an immediate option that needs a special procedure is published with a warning (R-108)', () => {
  expect(warningsOfOption({ immediate: true, specialProcedures: ['公示'] })).toEqual([
    expect.stringContaining('特别程序（公示）'),
  ]);
  expect(warningsOfOption({ immediate: true })).toEqual([]);
  expect(warningsOfOption({ immediate: false, specialProcedures: ['公示'] })).toEqual([]);
});
