import { pinyin } from 'pinyin-pro';
import { placeReadings } from './region-readings.ts';

/** A region's name in pinyin without tones, syllables apart, ü as v: `qi jiang qu`. */
export const pinyinOfRegion = (name: string): string =>
  placeReadings[name] ?? pinyin(name, { toneType: 'none', v: true });
