import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import { clockTime } from '../../regulation/shanghai-time.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { reviewText as text } from './text.zh-CN.ts';

type Method = keyof typeof text.methods;
type Subject = keyof typeof text.subjects;

type IdentityBarProps = {
  kase: CaseView;
  busy: boolean;
  onCheck: (check: { method: Method; subject: Subject; passed: boolean }) => void;
};

const methods = Object.keys(text.methods) as Method[];

const methodName = (method: string): string =>
  Object.hasOwn(text.methods, method) ? text.methods[method as Method] : method;

/** Whether the person at the counter is who the document names; for an agent, the agent's check counts. */
export function IdentityBar({ kase, busy, onCheck }: IdentityBarProps) {
  const subjects: Subject[] = kase.agent ? ['agent', 'applicant'] : ['applicant'];
  const [method, setMethod] = useState<Method>('visual');
  return (
    <div className="identity-bar">
      {subjects.map((subject) => {
        const last = kase.identityChecks.findLast((check) => check.subject === subject);
        return (
          <div className="row" key={subject}>
            <Icon name={last?.passed ? 'shield' : last ? 'octagon' : 'idCard'} />
            <span>
              <b>
                {text.subjects[subject]}
                {text.identity}
              </b>{' '}
              <span className={last ? (last.passed ? 'is-ok' : 'is-bad') : 'soft'}>
                {last === undefined
                  ? text.identityOpen
                  : (last.passed ? text.identityPassed : text.identityFailed)(
                      methodName(last.method),
                      clockTime(last.at),
                    )}
              </span>
            </span>
            {last?.passed ? null : (
              <span className="row push">
                <select
                  className="input identity-method"
                  aria-label={text.method}
                  value={method}
                  onChange={(event) =>
                    setMethod(methods.find((name) => name === event.target.value) ?? 'visual')
                  }
                >
                  {methods.map((name) => (
                    <option key={name} value={name}>
                      {text.methods[name]}
                    </option>
                  ))}
                </select>
                <Button small busy={busy} onPress={() => onCheck({ method, subject, passed: true })}>
                  {text.pass}
                </Button>
                <Button small busy={busy} onPress={() => onCheck({ method, subject, passed: false })}>
                  {text.fail}
                </Button>
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
}
