import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskAddress, maskIdentity, maskName, maskPhone } from './masking.ts';

describe('masking', () => {
  it.each([
    ['500222199001010428', '500***********0428'],
    ['91350100M000100Y43', '913***********0Y43'],
    ['CAN110019810803', 'CAN********0803'],
    ['E12345678', 'E1*****78'],
    ['军字第1234567号', '军字*******7号'],
    ['A1234', 'A****'],
    ['', ''],
  ])('identity %s → %s', (value, masked) => {
    expect(maskIdentity(value)).toBe(masked);
  });

  it.each([
    ['13800006021', '138****6021'],
    ['028-55500107', '028-****0107'],
    ['0851-88881234-8001', '0851-****1234'],
    ['12345', '*****'],
  ])('phone %s → %s', (value, masked) => {
    expect(maskPhone(value)).toBe(masked);
  });

  it.each([
    ['罗晓梅', '罗*梅'],
    ['罗梅', '罗*'],
    ['罗', '罗'],
    ['欧阳娜娜', '欧**娜'],
    ['德吉·卓玛', '德吉·**'],
    ['阿卜杜拉·买买提', '阿卜杜拉·***'],
    ['扎西·次仁·多吉', '扎西·**·**'],
    ['𠮷田𬭎', '𠮷*𬭎'],
    ['𠮷𬭎', '𠮷*'],
    ['', ''],
  ])('name %s → %s', (value, masked) => {
    expect(maskName(value)).toBe(masked);
  });

  it.each([
    ['成都市武侯区人民南路四段1号', '成都市武侯区****'],
    ['重庆市綦江区古南街道中山路1号', '重庆市綦江区****'],
    ['西藏自治区拉萨市城关区江苏路17号', '西藏自治区拉萨市城关区****'],
    ['四川省凉山彝族自治州西昌市航天大道', '四川省凉山彝族自治州西昌市****'],
    ['贵州省遵义市仁怀市酒都路', '贵州省遵义市仁怀市****'],
    ['贵州省黔东南苗族侗族自治州凯里市韶山路', '贵州省黔东南苗族侗族自治州凯里市****'],
    ['云南省昆明市石林彝族自治县鹿阜街道', '云南省昆明市石林彝族自治县****'],
    ['重庆市酉阳土家族苗族自治县桃花源街道', '重庆市酉阳土家族苗族自治县****'],
    ['双流区锦绣路8号', '双流区****'],
    ['成都市人民南路四段幸福小区3栋', '成都市****'],
    ['成都市春熙路商业街区12号', '成都市****'],
    ['幸福小区3栋2单元', '****'],
    ['北京东路100号人民超市', '****'],
    ['', ''],
  ])('address %s → %s', (value, masked) => {
    expect(maskAddress(value)).toBe(masked);
  });

  it('an identity number of any kind never shows half of itself', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{8,20}$/), (value) => {
        const masked = maskIdentity(value);
        expect(masked).toHaveLength(value.length);
        expect(masked.replaceAll('*', '').length * 2).toBeLessThanOrEqual(value.length);
      }),
    );
  });
});
