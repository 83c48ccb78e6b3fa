import type { ReactNode } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import { BusinessNumber, Route, Status } from './marks.tsx';
import { PriorityTag } from './priority-tag.tsx';

/** Head of every screen of one case: what is done, number, applicant, route, state. */
export function CaseHead({ act, kase, tools }: { act?: string; kase: CaseView; tools?: ReactNode }) {
  return (
    <div className="page-head">
      <div className="titles">
        <h1>
          {act === undefined ? '' : `${act} · `}
          {kase.item.name}
          {act === undefined && kase.applicant ? ` · ${kase.applicant.name}` : ''}
        </h1>
        <div className="line">
          {kase.businessNumber === undefined ? null : <BusinessNumber value={kase.businessNumber} />}
          <span>
            {act === undefined || !kase.applicant ? '' : `${kase.applicant.name} · `}
            {kase.option.name}
          </span>
          <Route intake={kase.intake.regionName} home={kase.home.regionName} />
        </div>
      </div>
      <div className="tools">
        {kase.priority ? <PriorityTag priority={kase.priority} /> : null}
        <Status state={kase.state} label={kase.stateLabel} outcome={kase.outcome} />
        {tools}
      </div>
    </div>
  );
}
