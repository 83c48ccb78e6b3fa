import { describe, expect, test } from 'vitest';
import { isShownOnly, mayBeHandedBack } from './shown-originals.ts';

const original = (name: string) => ({ name, archivePaper: false, examineOriginal: true });

describe('originals that are only shown (decision 12)', () => {
  test.each([
    '申请人有效身份证件',
    '代理人有效身份证件',
    '居民户口簿（或户籍证明）',
    '机动车驾驶证',
    '机动车行驶证',
    '港澳居民来往内地通行证、台湾居民来往大陆通行证或者居住证',
    '结婚证',
  ])('%s: looked at and given back', (name) => {
    expect(isShownOnly(original(name))).toBe(true);
    expect(mayBeHandedBack(original(name))).toBe(true);
  });

  test.each([
    '学位证书',
    '原从业资格证',
    '原机动车驾驶证',
    '原社会保障卡',
    '营业执照正、副本',
    '不动产权属证书',
  ])('%s: the home region must see it itself, it travels (R-083)', (name) => {
    expect(isShownOnly(original(name))).toBe(false);
    expect(mayBeHandedBack(original(name))).toBe(false);
  });

  test('what nobody has to examine may be given back; what is filed never', () => {
    expect(mayBeHandedBack({ ...original('在读证明'), examineOriginal: false })).toBe(true);
    expect(mayBeHandedBack({ ...original('居民身份证'), archivePaper: true })).toBe(false);
  });
});
