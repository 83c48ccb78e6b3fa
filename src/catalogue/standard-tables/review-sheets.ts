import type { ReviewPoint, Situation } from '../standard.ts';
import { namedIn, nameOrId, sheetMaterials } from './material-sheet.ts';
import { idColumn, type PartSheet, partColumns } from './part-sheet.ts';

const situationColumns = [
  ...partColumns,
  idColumn,
  { key: 'name', title: '情形名称', hint: '如 未成年人申领', required: true, width: 26 },
  { key: 'question', title: '问题', hint: '答“是”即属于这种情形', required: true, width: 50 },
] as const;

/** 办理情形. */
export const situationSheet: PartSheet<Situation, (typeof situationColumns)[number]['key']> = {
  sheet: { title: '办理情形', columns: situationColumns },
  called: '情形',
  nameKey: 'name',
  nameOf: ({ name }) => name,
  prefix: (optionId) => `${optionId}-s-`,
  entriesOf: ({ situations }) => situations,
  put: (content, situations) => ({ ...content, situations }),
  recordOf: ({ id, name, question }) => ({ id, name, question }),
  read: (cells, id) => ({ id, name: cells.needed('name', 100), question: cells.needed('question', 300) }),
};

const pointColumns = [
  ...partColumns,
  idColumn,
  { key: 'question', title: '审查要点', hint: '答“是”为合格，如 照片是否清晰', required: true, width: 50 },
  { key: 'material', title: '针对哪份材料', hint: '“申请材料”表里的材料名称；针对整个申请的不填', width: 34 },
  { key: 'basis', title: '依据', hint: '法律、文件或办事指南', required: true, width: 34 },
] as const;

const namedMaterials = (content: Parameters<typeof sheetMaterials>[0]) =>
  sheetMaterials(content).map(({ id, material }) => ({ id, name: material.name }));

/** 形式审查要点. */
export const pointSheet: PartSheet<ReviewPoint, (typeof pointColumns)[number]['key']> = {
  sheet: { title: '审查要点', columns: pointColumns },
  called: '审查要点',
  nameKey: 'question',
  nameOf: ({ question }) => question,
  prefix: (optionId) => `${optionId}-r-`,
  entriesOf: ({ reviewPoints }) => reviewPoints,
  put: (content, reviewPoints) => ({ ...content, reviewPoints }),
  recordOf: ({ id, question, materialId, basis }, content) => ({
    id,
    question,
    material: nameOrId(namedMaterials(content), materialId),
    basis,
  }),
  read: (cells, id, _old, content) => ({
    id,
    question: cells.needed('question', 300),
    materialId: namedIn(cells, 'material', namedMaterials(content), '申请材料'),
    basis: cells.needed('basis', 500),
  }),
};
