import { describe, expect, test } from 'vitest';
import { isNamed, listedSentence, standingAgainst } from './listed-items.ts';
import { alike, likeness, plainWording } from './wording.ts';
import { nearest, readyWording } from './wording-groups.service.ts';

const near = (a: string, b: string): boolean => likeness(readyWording(a), readyWording(b)) >= alike;

describe('说法归组（R-145）', () => {
  test.each([
    ['钓鱼证', '钓鱼证'],
    ['钓鱼证', ' 钓鱼证。'],
    ['办理钓鱼证', '钓鱼证'],
    ['我要办钓鱼证', '钓鱼证怎么办'],
    // The right sound in wrong characters.
    ['钓鱼许可证', '调鱼许可证'],
    ['采药许可证', '采药许可证换领'],
  ])('“%s”和“%s”是一件事', (a, b) => {
    expect(near(a, b)).toBe(true);
  });

  test.each([
    ['钓鱼证', '狩猎证'],
    ['渔船年审', '渔船过户'],
    ['热气球起飞备案', '露营地备案'],
    ['竹筏营运证', '钓鱼证'],
  ])('“%s”和“%s”是两件事', (a, b) => {
    expect(near(a, b)).toBe(false);
  });

  test('去掉空话以后不会什么都不剩', () => {
    expect(plainWording('办理业务')).not.toBe('');
    expect(plainWording('事项')).not.toBe('');
  });

  test('几组都像时归到最像的一组', () => {
    const known = ['采药许可证换领', '采药许可证'].map((wording, i) => ({
      ...readyWording(wording),
      syllables: [...readyWording(wording).syllables],
      groupId: String(i),
    }));
    expect(nearest(readyWording('办理采药许可证'), known)?.groupId).toBe('1');
    expect(nearest(readyWording('热气球起飞备案'), known)).toBeUndefined();
  });
});

describe('清单里的事不登记（R-142）', () => {
  const item = { catalogueId: 'southwest-5', catalogueName: '西南五省', number: 48, name: '社会保障卡申领' };

  test('同名不论写法，也认各地的叫法', () => {
    expect(isNamed('社会保障卡 申领', [item.name])).toBe(true);
    expect(isNamed('社保卡申领', [item.name, '社保卡申领'])).toBe(true);
    expect(isNamed('社会保障卡', [item.name])).toBe(false);
  });

  test('相近的要逐项确认，同名的确认了也不行', () => {
    const [exact, close] = [
      { ...item, exact: true },
      { ...item, number: 49, name: '社会保障卡启用', exact: false },
    ];
    expect(standingAgainst([exact, close], [])).toHaveLength(2);
    expect(standingAgainst([exact, close], [exact, close])).toEqual([exact]);
    expect(standingAgainst([close], [close])).toEqual([]);
    expect(listedSentence([exact, close])).toContain('第 48 项“社会保障卡申领”');
    expect(listedSentence([close])).toContain('第 49 项');
  });
});
