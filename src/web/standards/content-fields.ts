import { levels as levelNames } from '../../catalogue/item.ts';
import {
  deliveryWays,
  differenceKinds,
  modes,
  type RegionalDifference,
  type StandardContent,
} from '../../catalogue/standard.ts';
import { standardsText as text } from './text.zh-CN.ts';

/** One line of a standard for the comparison of two versions. */
export type ContentField = { key: string; label: string; value: string };

const days = (count: number | null): string => (count === null ? '没有' : `${count} 个工作日`);
const counts = (originals: number, copies: number): string => `原件 ${originals}、复印件 ${copies}`;

/** A regional difference in words. */
const differenceText = (difference: RegionalDifference): string =>
  `${differenceKinds[difference.change]}：${difference.detail}`;

/** What a standard says, line by line, so that two versions can be compared. */
export function contentFields(content: StandardContent): ContentField[] {
  const { fields, sections } = text;
  return [
    { key: 'name', label: fields.name, value: content.name },
    {
      key: 'levels',
      label: fields.levels,
      value: content.levels.map((level) => levelNames[level]).join('、'),
    },
    { key: 'modes', label: fields.modes, value: content.modes.map((mode) => modes[mode]).join('、') },
    { key: 'onSite', label: fields.onSite, value: content.onSiteRequired ? '是' : '否' },
    { key: 'guidance', label: fields.guidance, value: content.guidanceOnly ? '是' : '否' },
    { key: 'promised', label: fields.promised, value: days(content.promisedDays) },
    { key: 'statutory', label: fields.statutory, value: days(content.statutoryDays) },
    {
      key: 'fee',
      label: fields.fee,
      value: content.fee ? `${content.fee.amount} 元（${content.fee.basis}）` : '不收费',
    },
    { key: 'result', label: fields.result, value: content.result.name },
    {
      key: 'delivery',
      label: fields.delivery,
      value: content.deliveryWays.map((way) => deliveryWays[way]).join('、'),
    },
    { key: 'rules', label: fields.rules, value: content.homeRegionRules.join('、') },
    { key: 'legalBasis', label: fields.legalBasis, value: content.legalBasis.join('；') },
    ...content.situations.map(({ id, name, question }) => ({
      key: `situation ${id}`,
      label: `${sections.situations} · ${name}`,
      value: question,
    })),
    ...content.materials.map(({ id, name, originals, copies, required, key, archivePaper, media, note }) => ({
      key: `material ${id}`,
      label: `${sections.materials} · ${name}`,
      value: [
        name,
        counts(originals, copies),
        required ? fields.required : '可不交',
        key ? '关键' : '非关键',
        archivePaper ? '归档' : '不归档',
        media.join('、'),
        note,
      ].join('；'),
    })),
    ...content.form.map(({ id, label, type, required }) => ({
      key: `field ${id}`,
      label: `${sections.form} · ${label}`,
      value: `${text.types[type]}；${required ? fields.fieldRequired : '可不填'}`,
    })),
    ...content.reviewPoints.map(({ id, question, basis }) => ({
      key: `point ${id}`,
      label: `${sections.points} · ${id}`,
      value: `${question}（${basis}）`,
    })),
    ...content.regionalDifferences.map((difference) => ({
      key: `difference ${difference.id}`,
      label: `各省不同 · ${difference.region}`,
      value: differenceText(difference),
    })),
  ];
}
