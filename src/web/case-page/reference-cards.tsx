import { useState } from 'react';
import type { CaseView, DeadlineView, DocumentView } from '../../cases/core/case-view.ts';
import { identityDocumentKinds } from '../../identity/identity-documents.ts';
import { shortDate, shortMoment } from '../../regulation/shanghai-time.ts';
import { useUnmask } from '../api/cases.ts';
import { sentenceFor } from '../api/problem.ts';
import { Due, Why } from '../components/due.tsx';
import { Card, Note } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { Tag } from '../components/marks.tsx';
import { procedureText } from '../decide/procedure-text.zh-CN.ts';
import { VerdictTag } from '../formal-review/review-line.tsx';
import { useNow } from '../time/now.tsx';
import { PausedLimits } from './banners.tsx';
import { PrintDialog } from './print-dialog.tsx';
import { caseText as text, transferText } from './text.zh-CN.ts';

/** 期限怎么算: every running deadline with its day list. */
export function DeadlinesCard({ kase }: { kase: CaseView }) {
  const { transferWorkingDays, intakeAcceptedAt, homeAcceptedOn } = kase;
  return (
    <Card title={text.deadlines} aside={<span className="small">{text.deadlinesBy}</span>}>
      {transferWorkingDays !== undefined && intakeAcceptedAt && homeAcceptedOn ? (
        <div className="deadline">
          <b>{text.transferTime}</b>
          <p className="soft">
            {text.transferUsed(shortMoment(intakeAcceptedAt), shortDate(homeAcceptedOn), transferWorkingDays)}
          </p>
        </div>
      ) : null}
      {kase.pausedLimits.length > 0 ? (
        <div className="deadline">
          <b>{procedureText.pausedTitle}</b>
          <p className="soft">
            <PausedLimits kase={kase} />
          </p>
        </div>
      ) : null}
      {kase.deadlines.length === 0 ? <p className="pad soft">{text.noDeadlines}</p> : null}
      {kase.deadlines.map((deadline, i) => (
        <Deadline key={`${deadline.rule} ${deadline.since}`} deadline={deadline} open={i === 0} />
      ))}
    </Card>
  );
}

function Deadline({ deadline, open }: { deadline: DeadlineView; open: boolean }) {
  const year = Number(useNow().slice(0, 4));
  return (
    <div className="deadline">
      <div className="deadline-head">
        <b>{deadline.title}</b>
        <Due {...deadline} workingDaysLeft={deadline.workingDaysLeft} rule={deadline.rule} />
      </div>
      <p className="small">
        {deadline.article} · 到期：{deadline.atDue}
      </p>
      <Why title={text.why(shortDate(deadline.dueOn, year))} lines={deadline.why} open={open} />
    </div>
  );
}

/** 文书与材料. */
export function DocumentsCard({ kase }: { kase: CaseView }) {
  const [printing, setPrinting] = useState<DocumentView>();
  return (
    <Card title={text.documents}>
      {kase.programme.rules === undefined ? null : (
        <p className="small pad">{text.rulesInForce(kase.programme.rules)}</p>
      )}
      <ul className="document-list">
        {kase.documents.length === 0 ? (
          <li>
            <Icon name="document" />
            <span className="soft">{text.noDocuments}</span>
          </li>
        ) : null}
        {kase.documents.map((document) => (
          <li key={document.id} className={document.status === 'void' ? 'document-void' : ''}>
            <Icon name="document" />
            <div>
              <a href={document.href} target="_blank" rel="noreferrer">
                {document.title}
              </a>
              <span className="small block">
                {shortMoment(document.issuedAt)} ·{' '}
                <a href={`/verify/${document.verificationCode}`} target="_blank" rel="noreferrer">
                  {text.verificationCode(document.verificationCode)}
                </a>
              </span>
            </div>
            <div className="row">
              <Tag
                tone={document.status === 'valid' ? 'ok' : 'bad'}
                icon={document.status === 'valid' ? 'check' : 'slashed'}
              >
                {text[document.status]}
              </Tag>
              <button
                type="button"
                className="link-button"
                aria-label={text.reprintTitle(document.title)}
                onClick={() => setPrinting(document)}
              >
                {text.reprint}
              </button>
            </div>
          </li>
        ))}
        {kase.lines.map((line) => (
          <li key={line.id}>
            <Icon
              name={
                line.name.includes('身份证') ? 'idCard' : line.name.includes('照片') ? 'camera' : 'document'
              }
            />
            <div>
              {line.name}
              <span className="small block">
                {line.received === undefined
                  ? transferText.pieces(line.originals, line.copies)
                  : transferText.pieces(line.received.originals, line.received.copies)}
                {line.files.map((file, i) => (
                  <span key={file.id}>
                    {' '}
                    ·{' '}
                    <a href={file.href} target="_blank" rel="noreferrer">
                      扫描件{line.files.length > 1 ? ` ${i + 1}` : ''}
                    </a>
                  </span>
                ))}
              </span>
            </div>
            <VerdictTag line={line} />
          </li>
        ))}
      </ul>
      {printing ? <PrintDialog document={printing} onClose={() => setPrinting(undefined)} /> : null}
    </Card>
  );
}

const identityName = (kind: string): string =>
  Object.hasOwn(identityDocumentKinds, kind)
    ? identityDocumentKinds[kind as keyof typeof identityDocumentKinds]
    : kind;

/** 申请人, masked until opened on purpose. */
export function ApplicantCard({ kase }: { kase: CaseView }) {
  const unmask = useUnmask(kase.id);
  const { applicant, agent, contact, delivery, answers = [] } = kase;
  return (
    <Card
      title={text.applicant}
      aside={
        kase.unmasked ? (
          <span className="small">{text.unmasked}</span>
        ) : applicant ? (
          <button
            type="button"
            className="link-button"
            disabled={unmask.isPending}
            onClick={() => unmask.mutate()}
          >
            <Icon name="eye" /> {text.unmask}
          </button>
        ) : undefined
      }
    >
      <div className="pad">
        {unmask.error ? <Note tone="bad">{sentenceFor(unmask.error)}</Note> : null}
        {applicant ? (
          <dl className="facts">
            <dt>{applicant.kind === 'organisation' ? text.rows.organisation : text.rows.name}</dt>
            <dd>{applicant.name}</dd>
            <dt>{text.rows.identity}</dt>
            <dd>
              {identityName(applicant.identityKind)} {applicant.identityNumber}
            </dd>
            {agent ? (
              <>
                <dt>{text.rows.agent}</dt>
                <dd>
                  {agent.name} · {identityName(agent.identityKind)} {agent.identityNumber}
                </dd>
              </>
            ) : null}
            {contact ? (
              <>
                <dt>{text.rows.contact}</dt>
                <dd>
                  {contact.name} {contact.phone}
                </dd>
              </>
            ) : null}
            {delivery ? (
              <>
                <dt>{text.rows.delivery}</dt>
                <dd>
                  {delivery.wayLabel}
                  {delivery.address === undefined ? '' : ` · ${delivery.address}`}
                </dd>
              </>
            ) : null}
          </dl>
        ) : (
          <p className="soft">{text.personalErased}</p>
        )}
        {answers.length > 0 ? (
          <details className="answers">
            <summary>{text.answers}</summary>
            <dl className="facts">
              {answers.map(({ fieldId, label, value }) => (
                <div key={fieldId} className="fact-row">
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </details>
        ) : null}
      </div>
    </Card>
  );
}

/** The decision, the refusal to accept, or the explanation, where there is one. */
export function OutcomeCard({ kase }: { kase: CaseView }) {
  const { decision, rejection, explanation } = kase;
  const shown = { ...decision, ...rejection };
  if (explanation === undefined && Object.keys(shown).length === 0) return null;
  return (
    <Card title={explanation === undefined ? text.decision : text.explanation}>
      <div className="pad">
        {explanation === undefined ? null : <p>{explanation}</p>}
        <dl className="facts">
          {(['reasons', 'legalBasis', 'remedies', 'resultNumber'] as const).map((part) =>
            shown[part] === undefined ? null : (
              <div key={part} className="fact-row">
                <dt>{text.decisionRows[part]}</dt>
                <dd>{shown[part]}</dd>
              </div>
            ),
          )}
        </dl>
        <p className="small">{kase.decidedAt === undefined ? '' : shortMoment(kase.decidedAt)}</p>
        {(kase.decisionCorrections ?? []).map((correction) => (
          <div className="correction" key={correction.at}>
            <p>
              <b>
                {procedureText.corrections} · {correction.label}
              </b>
              <span className="block">
                {procedureText.correctedFrom(
                  correction.before === '' ? procedureText.beforeEmpty : correction.before,
                  correction.after,
                )}
              </span>
            </p>
            <p className="small">
              {shortMoment(correction.at)} ·{' '}
              {procedureText.correctedBy(correction.by, correction.confirmedBy, correction.reason)}{' '}
              <a href={correction.href} target="_blank" rel="noreferrer">
                {procedureText.correctionDocument}
              </a>
            </p>
          </div>
        ))}
      </div>
    </Card>
  );
}

/** The opinions on every point; only the home side has them. */
export function OpinionsCard({ kase }: { kase: CaseView }) {
  if (!kase.opinions || kase.opinions.length === 0) return null;
  return (
    <Card title={text.opinions}>
      <ul className="document-list">
        {kase.opinions.map((opinion) => (
          <li key={opinion.pointId}>
            <Icon name={opinion.favourable ? 'check' : 'octagon'} />
            <div>
              {opinion.question}
              {opinion.text === undefined ? null : <span className="small block">{opinion.text}</span>}
            </div>
            <Tag tone={opinion.favourable ? 'ok' : 'bad'} icon={opinion.favourable ? 'check' : 'octagon'}>
              {opinion.favourable ? text.favourable : text.unfavourable}
            </Tag>
          </li>
        ))}
      </ul>
    </Card>
  );
}
