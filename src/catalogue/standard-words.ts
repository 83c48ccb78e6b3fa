import type { FieldType, Material } from './standard.ts';

/** Types of form fields, as people read and write them. */
export const fieldTypeNames = {
  text: '文字',
  residentId: '居民身份证号码',
  creditCode: '统一社会信用代码',
  phone: '电话',
  date: '日期',
  select: '选择',
  region: '地区',
  address: '地址',
  number: '数字',
  photo: '照片',
  file: '文件',
} as const satisfies Record<FieldType, string>;

/** Where materials come from, as people read and write it. */
export const materialSources = {
  applicant: '申请人自备',
  government: '政府部门核发',
  'third-party': '其他机构出具',
} as const satisfies Record<Material['source'], string>;
