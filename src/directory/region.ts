import type { Day } from '../regulation/instant.ts';

/** Level of a region (行政区划级别): province 省级, prefecture 市级, county 县级. */
export type RegionLevel = 'province' | 'prefecture' | 'county';

/** Chinese words for the levels. */
export const levelNames: Readonly<Record<RegionLevel, string>> = {
  province: '省级',
  prefecture: '市级',
  county: '县级',
};

/** A region (行政区划, GB/T 2260) as dated data: its code holds from `validFrom` to `validTo`, both included. */
export type Region = {
  /** Six digits. */
  code: string;
  /** Its own name without those above it: 綦江区. */
  name: string;
  level: RegionLevel;
  /** Region above; null for a province. */
  parent: string | null;
  /** Pinyin, syllables apart: `qi jiang qu`. */
  pinyin: string;
  /** Null: before all records. */
  validFrom: Day | null;
  /** Null: still valid. */
  validTo: Day | null;
  /** Code that took over after `validTo`. */
  successor: string | null;
};

/** Stands for the whole country where a region is asked for; no region, and nobody's window. */
export const wholeCountry = '000000';

/** Whether a code is that of a province, by its zeros. */
export const isTopRegion = (code: string): boolean => code.endsWith('0000');

/** A region after those above it, the province first. */
export type RegionPath = readonly Region[];

/** The whole name of a region: 重庆市綦江区, 四川省成都市武侯区. */
export const fullNameOf = (path: RegionPath): string => path.map(({ name }) => name).join('');

/** Whether a region's code is in force on a day. */
export const isValidOn = ({ validFrom, validTo }: Region, on: Day): boolean =>
  (validFrom === null || validFrom <= on) && (validTo === null || on <= validTo);

const municipalities: ReadonlySet<string> = new Set(['110000', '120000', '310000', '500000']);

/** Whether a province is a municipality (直辖市): it has no prefectures, and acts at their level itself (OP-16). */
export const isMunicipality = (code: string): boolean => municipalities.has(code);

const provinceNames: Readonly<Record<string, string>> = {
  11: '北京市',
  12: '天津市',
  13: '河北省',
  14: '山西省',
  15: '内蒙古自治区',
  21: '辽宁省',
  22: '吉林省',
  23: '黑龙江省',
  31: '上海市',
  32: '江苏省',
  33: '浙江省',
  34: '安徽省',
  35: '福建省',
  36: '江西省',
  37: '山东省',
  41: '河南省',
  42: '湖北省',
  43: '湖南省',
  44: '广东省',
  45: '广西壮族自治区',
  46: '海南省',
  50: '重庆市',
  51: '四川省',
  52: '贵州省',
  53: '云南省',
  54: '西藏自治区',
  61: '陕西省',
  62: '甘肃省',
  63: '青海省',
  64: '宁夏回族自治区',
  65: '新疆维吾尔自治区',
  71: '台湾省',
  81: '香港特别行政区',
  82: '澳门特别行政区',
};

/** The province named by the first two digits of any region code of the country; undefined when there is none. */
export const provinceNameOfCode = (code: string): string | undefined => provinceNames[code.slice(0, 2)];

const provinceLetters: Readonly<Record<string, string>> = {
  51: '川',
  50: '渝',
  52: '黔',
  53: '滇',
  54: '藏',
};
const letterOrder = ['51', '50', '52', '53', '54'];
const orderOf = (code: string): number => {
  const at = letterOrder.indexOf(code.slice(0, 2));
  return at === -1 ? letterOrder.length + Number(code.slice(0, 2)) : at;
};

/** Short names of provinces in the order in which the lists print them: 川、渝、滇. One without a short name stands by its whole name. */
export const shortProvinceNames = (codes: readonly string[]): string[] =>
  codes
    .toSorted((a, b) => orderOf(a) - orderOf(b))
    .map((code) => provinceLetters[code.slice(0, 2)] ?? provinceNameOfCode(code) ?? code);

/** All provinces of the country, those too that are not kept here. */
export const allProvinces: readonly { code: string; name: string }[] = Object.entries(provinceNames).map(
  ([digits, name]) => ({ code: `${digits}0000`, name }),
);

/** The code of a province by its name: 重庆市 → 500000. */
export const provinceCodeOfName = (name: string): string | undefined =>
  allProvinces.find((one) => one.name === name)?.code;
