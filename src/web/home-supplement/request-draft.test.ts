import { expect, test } from 'vitest';
import { bodyOf, emptyRequest, lackingIn, unclearPoints, withPoint } from './request-draft.ts';

const written = { ...emptyRequest, points: [{ key: 1, lineId: 'a', text: ' 换一张白底照片 ' }] };

test('every point must say what is wanted; asking again must say why', () => {
  expect(lackingIn(emptyRequest, false)).toBe('points');
  expect(lackingIn({ ...written, points: [] }, false)).toBe('points');
  expect(
    unclearPoints({ ...written, points: [...written.points, { key: 2, lineId: '', text: '补交' }] }),
  ).toEqual([1]);
  expect(lackingIn(written, false)).toBeUndefined();
  expect(lackingIn(written, true)).toBe('reason');
  expect(lackingIn({ ...written, reason: '照片与证件不符' }, true)).toBeUndefined();
});

test('what is sent: trimmed points, a line only where there is one, the reason only when asking again', () => {
  const draft = {
    ...written,
    points: [...written.points, { key: 2, lineId: '', text: '补交户口簿' }],
    announces: true,
    reason: ' 照片与证件不符 ',
  };
  expect(bodyOf(draft, '2021-07-26', false)).toEqual({
    points: [{ lineId: 'a', text: '换一张白底照片' }, { text: '补交户口簿' }],
    dueOn: '2021-07-26',
    announcesAbandonment: true,
  });
  expect(bodyOf(draft, '2021-07-26', true)).toMatchObject({ reason: '照片与证件不符' });
});

test('a point that is added has a key of its own, also after another was removed', () => {
  const three = withPoint(withPoint(emptyRequest));
  const two = { ...three, points: three.points.filter(({ key }) => key !== 2) };
  expect(withPoint(two).points.map(({ key }) => key)).toEqual([1, 3, 4]);
});
