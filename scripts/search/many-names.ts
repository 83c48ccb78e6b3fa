import { syllablesOf } from '../../src/catalogue/pinyin.service.ts';
import { buildSearchIndex, type SearchEntry, type SearchIndex } from '../../src/catalogue/search-index.ts';

const objects =
  '社会保障卡 机动车驾驶证 机动车行驶证 居民身份证 残疾人证 营业执照 从业资格证 排污许可证 不动产权证 采矿许可证 食品经营许可证 执业药师注册证 医疗机构执业许可证 道路运输证 公共卫生许可证 养老保险关系 医疗保险关系 失业保险关系 住房公积金账户 流动人员人事档案 户口迁移证 生育服务证 测绘作业证 特种设备使用证 快递业务许可证'.split(
    ' ',
  );
const acts = '申领 补领 换领 变更 注销 延续 挂失 查询 核验 备案 转移 公证 年审 登记 认定 审批'.split(' ');
const whose =
  '本人 未成年人 残疾人 退役军人 高校毕业生 外籍人员 个体工商户 合伙企业 农民专业合作社 外资企业 事业单位 社会团体'.split(
    ' ',
  );
const where = '县级 市级 省级 乡镇 社区 口岸 自贸区 园区'.split(' ');
const ways = '窗口办理 全程网办 异地代收代办 多地联办 自助终端办理 邮寄办理'.split(' ');

/** A corpus of so many option names, made of the words of public service, twenty options an item. */
export function manyNames(count: number, words: SearchIndex['lexicon']): SearchIndex {
  const perItem = 20;
  const entries: SearchEntry[] = [];
  for (let at = 0; at * perItem < count; at += 1) {
    const pick = <T>(list: readonly T[], step: number): T => list[Math.floor(at / step) % list.length] as T;
    const name = `${pick(whose, objects.length * acts.length)}${pick(objects, 1)}${pick(acts, objects.length)}（${pick(where, 7)}第${at}号）`;
    entries.push({
      catalogueId: 'many',
      number: at + 1,
      name,
      names: [{ name, reading: syllablesOf(name) }],
      optionNames: Array.from(
        { length: perItem },
        (_, i) =>
          `${where[i % where.length]}${pick(objects, 1)}${acts[(at + i) % acts.length]}${ways[(at * 7 + i) % ways.length]}${at}之${i}`,
      ),
      labels: [],
      family: `many ${at}`,
    });
  }
  const said = [...words.words.values()].flatMap(({ kind, word, means, syllables }) =>
    kind === 'term' ? [] : [{ kind, word, means, reading: syllables }],
  );
  return buildSearchIndex(entries, said);
}
