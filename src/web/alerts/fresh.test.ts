import { describe, expect, test } from 'vitest';
import type { WaitingRequest } from '../../cases/requests/waiting-view.ts';
import { freshAlerts, inOrder } from './fresh.ts';

const one = (key: string, takenBy?: WaitingRequest['takenBy']): WaitingRequest => ({
  key,
  kind: 'question',
  kindLabel: '窗口间询问',
  title: '社会保障卡申领（尾号 0178）',
  from: '四川省成都市武侯区',
  since: '2021-07-05T10:00:00.000+08:00',
  dueAt: '2021-07-05T12:00:00.000+08:00',
  overdue: false,
  link: '/cases/x',
  ...(takenBy ? { takenBy } : {}),
});
const keys = (requests: WaitingRequest[]): string[] => requests.map(({ key }) => key);

describe('提醒', () => {
  test('新来的响一次，听过的不再响，同事已接手的不响', () => {
    const mine = one('b', { name: '李强', own: true });
    const theirs = one('c', { name: '吴霞', own: false });
    expect(keys(freshAlerts(new Set(['a']), [one('a'), mine, theirs]))).toEqual(['b']);
    expect(freshAlerts(new Set(['a', 'b', 'c']), [one('a'), mine, theirs])).toEqual([]);
  });

  test('没人接手的在前，自己的其次，同事在办的最后', () => {
    const mine = one('b', { name: '李强', own: true });
    const theirs = one('c', { name: '吴霞', own: false });
    expect(keys(inOrder([theirs, mine, one('a')]))).toEqual(['a', 'b', 'c']);
  });
});
