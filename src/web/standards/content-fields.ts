import { levels as levelNames } from '../../catalogue/item.ts';
import { withDemands } from '../../catalogue/resolve-standard.ts';
import {
  bindingNames,
  deliveryWays,
  differenceKinds,
  type FormField,
  type Material,
  type MaterialSample,
  mediaNames,
  modes,
  type RegionalDifference,
  type StandardContent,
  sampleKinds,
} from '../../catalogue/standard.ts';
import { fieldTypeNames, materialSources } from '../../catalogue/standard-words.ts';
import { substituteText } from '../../catalogue/substitutes.ts';
import { provinceNameOfCode } from '../../directory/region.ts';
import { trustText } from '../../regulation/trust-levels.ts';
import { standardsText as text } from './text.zh-CN.ts';

const { fields } = text;

/** One line of a standard for the comparison of two versions. */
export type ContentField = { key: string; label: string; value: string };

const days = (count: number | null): string => (count === null ? '没有' : `${count} 个工作日`);
const counts = (originals: number, copies: number): string => `原件 ${originals}、复印件 ${copies}`;

const keyWord = (key: Material['key']): string =>
  key === true ? fields.keyYes : key === false ? fields.keyNo : fields.keyOpen;

/** A file with the beginning of its digest, so that another file of the same name is seen. */
const sampleText = ({ kind, name, fault, sha256 }: MaterialSample): string =>
  `${sampleKinds[kind]} ${name}（${[fault, sha256.slice(0, 8)].filter((part) => part !== '').join('，')}）`;

/** All that a material says, in words. */
function materialValue(material: Material, { situations }: Pick<StandardContent, 'situations'>): string {
  const { originals, copies, required, when, examineOriginal, archivePaper, media, substitutes } = material;
  const { trustLevels = [], criteria = [], samples = [], note } = material;
  return [
    material.name,
    counts(originals, copies),
    required ? fields.required : '可不交',
    when === null ? '' : `${fields.when}：${situations.find(({ id }) => id === when)?.name ?? when}`,
    keyWord(material.key),
    materialSources[material.source],
    examineOriginal ? fields.examine : '',
    archivePaper ? '归档' : '不归档',
    media.map((medium) => mediaNames[medium]).join('、'),
    trustLevels.length === 0 ? '' : `${fields.trust}：${trustText(trustLevels)}`,
    substitutes.length === 0 ? '' : `${fields.substitutes}：${substitutes.map(substituteText).join('、')}`,
    criteria.length === 0 ? '' : `${fields.criteria}：${criteria.join('、')}`,
    samples.length === 0 ? '' : `${fields.samples}：${samples.map(sampleText).join('、')}`,
    note,
  ]
    .filter((part) => part !== '')
    .join('；');
}

/** A regional difference in words, with what it says of a material or a field. */
function differenceText(difference: RegionalDifference, content: StandardContent): string {
  const head = `${differenceKinds[difference.change]}：${difference.detail}`;
  switch (difference.change) {
    case 'add-material':
      return `${head}；${materialValue(difference.material, content)}`;
    case 'other-material': {
      const standing = content.materials.find(({ id }) => id === difference.materialId);
      return standing ? `${head}；${materialValue(withDemands(standing, difference), content)}` : head;
    }
    case 'add-field':
      return `${head}；${difference.field.label}：${fieldValue(difference.field)}`;
    default:
      return head;
  }
}

/** All that a form field says, in words. */
const fieldValue = ({ type, required, maxLength, options, binding, help }: FormField): string =>
  [
    fieldTypeNames[type],
    required ? fields.fieldRequired : '可不填',
    binding === undefined ? '' : `${fields.binding}：${bindingNames[binding]}`,
    maxLength === undefined ? '' : `${fields.maxLength} ${maxLength}`,
    options === undefined ? '' : `选项：${options.join('、')}`,
    help === undefined ? '' : `${fields.help}：${help}`,
  ]
    .filter((part) => part !== '')
    .join('；');

/** What a standard says, line by line, so that two versions can be compared. */
export function contentFields(content: StandardContent): ContentField[] {
  const { sections } = text;
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
    ...content.materials.map((material) => ({
      key: `material ${material.id}`,
      label: `${sections.materials} · ${material.name}`,
      value: materialValue(material, content),
    })),
    ...content.form.map((field) => ({
      key: `field ${field.id}`,
      label: `${sections.form} · ${field.label}`,
      value: fieldValue(field),
    })),
    ...content.reviewPoints.map(({ id, question, basis }) => ({
      key: `point ${id}`,
      label: `${sections.points} · ${id}`,
      value: `${question}（${basis}）`,
    })),
    ...content.regionalDifferences.map((difference) => ({
      key: `difference ${difference.id}`,
      label: `各省不同 · ${provinceNameOfCode(difference.region) ?? difference.region}`,
      value: differenceText(difference, content),
    })),
  ];
}
