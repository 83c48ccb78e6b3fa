import { useState } from 'react';
import { useNavigate } from 'react-router';
import { addDays } from '../../regulation/shanghai-time.ts';
import { useSession } from '../api/session.ts';
import { useToday } from '../components/day-field.tsx';
import { Empty } from '../components/frame.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { ConsultationList } from './consultation-list.tsx';
import { Entry } from './entry.tsx';
import { Figures } from './figures.tsx';
import { consultationText as text } from './text.zh-CN.ts';
import '../new-case/new-case.css';
import '../work-list/work-list.css';
import './consultation.css';

const lengths = { week: 7, month: 30, year: 365 } as const;
type Period = keyof typeof lengths;
const periods = Object.keys(lengths) as Period[];

/** 咨询引导台: recording enquiries with guide and free help, their list and figures. */
export default function ConsultationPage() {
  const navigate = useNavigate();
  const { data: session } = useSession();
  const today = useToday();
  const [period, setPeriod] = useState<Period>('month');
  const grants = session?.grants ?? [];
  const works = grants.some(({ role }) => role === 'windowClerk' || role === 'windowLead');
  const at = session?.actingWindow ?? grants.find(({ windowId }) => windowId !== null);
  useKeys([{ key: 'Esc', name: text.back, act: () => void navigate('/') }]);
  if (!works && !grants.some(({ role }) => role === 'serviceAdministration')) {
    return (
      <Empty icon="lock" title={text.noRight}>
        {text.noRightWhy}
      </Empty>
    );
  }
  const days = { from: addDays(today, 1 - lengths[period]), to: today };
  return (
    <>
      <div className="page-head">
        <div className="titles">
          <h1>{text.title}</h1>
          <p className="soft">{text.lead}</p>
        </div>
      </div>
      <div className="stack">
        {works && at ? <Entry at={at} /> : null}
        <div className="chips" role="group" aria-label={text.period}>
          {periods.map((each) => (
            <button
              key={each}
              type="button"
              className="chip"
              aria-pressed={each === period}
              onClick={() => setPeriod(each)}
            >
              {text.periods[each]}
            </button>
          ))}
        </div>
        <Figures days={days} />
        <ConsultationList
          days={days}
          administers={grants.some(({ role }) => role === 'serviceAdministration')}
        />
      </div>
    </>
  );
}
