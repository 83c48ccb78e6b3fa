import { customPinyin, pinyin } from 'pinyin-pro';
import { placeReadings } from '../directory/region-readings.ts';

/** Readings that the dictionary misses in the lists and in everyday questions. */
const readings: Readonly<Record<string, string>> = {
  单县: 'shàn xiàn',
  校验: 'jiào yàn',
  强检: 'qiáng jiǎn',
  种用: 'zhǒng yòng',
  调档: 'diào dàng',
  还清: 'huán qīng',
  解挂: 'jiě guà',
  重新: 'chóng xīn',
};

customPinyin(readings);

/** The syllables of a text without tones, ü as v; letters and digits stay as they are, anything else is left out. */
export function syllablesOf(text: string): string[] {
  const place = placeReadings[text];
  if (place !== undefined) return place.split(' ');
  return pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' })
    .map((syllable) => syllable.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
    .filter((syllable) => syllable !== '');
}

/** A key under which Chinese texts sort by pinyin and tone in any database. */
export const sortKeyOf = (text: string): string =>
  pinyin(text, { toneType: 'num', type: 'array', v: true, nonZh: 'consecutive' }).join(' ').toLowerCase();
