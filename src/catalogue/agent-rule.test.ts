import { describe, expect, test } from 'vitest';
import { agentRule } from './materials-for.ts';
import type { FormField } from './standard.ts';

const guardian: FormField = {
  id: 'guardian',
  label: '监护人姓名',
  type: 'text',
  required: true,
  binding: 'agent.name',
};
const name: FormField = {
  id: 'name',
  label: '姓名',
  type: 'text',
  required: true,
  binding: 'applicant.name',
};
const situation = (id: string) => ({ id });

describe('who is named besides the applicant (R-047)', () => {
  test.each([
    [
      '委托代理',
      { form: [name], situations: [situation('048-1-s-agent')] },
      { '048-1-s-agent': true },
      'asked',
    ],
    [
      '本人办理',
      { form: [name], situations: [situation('048-1-s-agent')] },
      { '048-1-s-agent': false },
      'none',
    ],
    [
      '未成年人由监护人申领',
      { form: [name, guardian], situations: [situation('048-2-s-minor')] },
      {},
      'asked',
    ],
    [
      '法定代表人办理',
      { form: [guardian], situations: [situation('109-1-s-legalrep'), situation('109-1-s-handler')] },
      { '109-1-s-legalrep': true, '109-1-s-handler': false },
      'possible',
    ],
    [
      '持证人已去世',
      { form: [name], situations: [situation('146-1-s-agent'), situation('146-1-s-dead')] },
      { '146-1-s-agent': false, '146-1-s-dead': true },
      'possible',
    ],
    [
      '孤儿的父母去世，与代理无关',
      { form: [name], situations: [situation('016-1-s-dead')] },
      { '016-1-s-dead': true },
      'none',
    ],
  ] as const)('%s', (_case, standard, answers, rule) => {
    expect(agentRule(standard, answers)).toBe(rule);
  });
});
