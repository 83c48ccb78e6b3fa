import type { CaseView } from '../../cases/core/case-view.ts';

const labels = {
  resultNumber: '证照或批文编号',
  reasons: '不予许可的理由',
  legalBasis: '法律依据',
  remedies: '救济途径',
  applicantName: '申请人名称',
} as const;

type Field = keyof typeof labels;

const fieldsOf: Readonly<Record<'granted' | 'denied', readonly Field[]>> = {
  granted: ['resultNumber', 'applicantName'],
  denied: ['reasons', 'legalBasis', 'remedies', 'applicantName'],
};

/** What of a decision can be corrected, with what it says now. The result is none of it. */
export function correctable({
  outcome,
  decision,
  applicant,
  decisionCorrections = [],
}: Pick<CaseView, 'outcome' | 'decision' | 'applicant' | 'decisionCorrections'>): {
  field: Field;
  label: string;
  before: string;
}[] {
  if (outcome !== 'granted' && outcome !== 'denied') return [];
  return fieldsOf[outcome].map((field) => ({
    field,
    label: labels[field],
    before:
      field === 'applicantName'
        ? (decisionCorrections.findLast((each) => each.field === field)?.after ?? applicant?.name ?? '')
        : (decision?.[field] ?? ''),
  }));
}
