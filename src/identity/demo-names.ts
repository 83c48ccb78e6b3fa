const surnames =
  '王李张刘陈杨赵黄吴徐孙胡朱高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾韦夏付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤周常乔';
const firstCharacters =
  '晓建志文海明永春家正国庆德光玉秀丽红桂素雪云佳思雨子宇天一俊泽浩晨嘉欣梦诗雅静婉美金福长世兴忠绍朝宗启景立新少远开平秋若凤';
const secondCharacters =
  '华军平强伟杰勇波涛斌辉鹏超磊刚峰林松龙飞亮阳东民生荣贵才根芳霞燕玲萍英娟琴琼梅兰莉敏洁慧颖琳瑶婷悦彤怡宁康安成祥鑫婕凯';

const characters = [surnames, firstCharacters, secondCharacters].map((text) => [...text]);
const combinations = characters.reduce((product, { length }) => product * length, 1);

// Coprime to the number of combinations, so that every index stays another name; spreads neighbours apart.
const spread = 104_729;

/**
 * An invented name for an index: no two indices below 349,103 share one. The three lists have 97, 61 and 59
 * characters, pairwise coprime, so that the remainders name each combination once (Chinese remainder theorem).
 */
export function demoName(index: number): string {
  const spreadIndex = (index * spread) % combinations;
  return characters.map((list) => list[spreadIndex % list.length]).join('');
}
