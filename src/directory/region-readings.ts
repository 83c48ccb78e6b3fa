/** Readings that hold in names of places, where a dictionary gives the everyday ones; ü as v. */
export const placeReadings: Readonly<Record<string, string>> = {
  丰都县: 'feng du xian',
  新都区: 'xin du qu',
  郫都区: 'pi du qu',
  什邡市: 'shi fang shi',
  筠连县: 'jun lian xian',
  珙县: 'gong xian',
  綦江区: 'qi jiang qu',
  犍为县: 'qian wei xian',
  荥经县: 'ying jing xian',
  叙永县: 'xu yong xian',
  都匀市: 'du yun shi',
  三都水族自治县: 'san du shui zu zi zhi xian',
  牟定县: 'mou ding xian',
  昌都市: 'chang du shi',
};
