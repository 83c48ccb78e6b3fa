import { expect, test } from 'vitest';
import type { EntryChangeView, EntryView } from '../api/directory.ts';
import { versionsOf } from './versions.ts';

const entry = { name: '甲', phone: '2', address: '旧路' } as EntryView;
const change = (
  id: number,
  validFrom: string,
  key: string,
  before: string,
  after: string,
): EntryChangeView => ({
  id,
  kind: 'changed',
  validFrom,
  recordedAt: '2021-06-01T10:00:00.000+08:00',
  recordedByName: '乙',
  reason: '核对',
  fields: [{ key, label: key, before, after }],
});

test('each version is the entry as it stood then; what has not begun is said to be planned', () => {
  const now = '2021-06-03T10:00:00.000+08:00';
  const versions = versionsOf(
    entry,
    [
      change(3, '2021-06-07T00:00:00.000+08:00', 'address', '旧路', '新路'),
      change(2, '2021-06-02T00:00:00.000+08:00', 'phone', '1', '2'),
      change(1, '2021-06-01T00:00:00.000+08:00', 'phone', '0', '1'),
    ],
    now,
  );
  const values = versions.map(({ fields }) =>
    fields.filter(({ key }) => key === 'phone' || key === 'address').map(({ value }) => value),
  );
  expect(values).toEqual([
    ['2', '新路'],
    ['2', '旧路'],
    ['1', '旧路'],
  ]);
  expect(versions[0]?.note).toContain('还没到生效时间');
  expect(versions[1]?.note).toBe('核对');
});
