import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { GuideText } from '../../catalogue/guide.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import {
  type GuideRateEntry,
  type GuideReportEntry,
  useGuide,
  useGuideAct,
  useGuideReports,
} from '../api/guides.ts';
import { useSession } from '../api/session.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { TextArea, TextField } from '../components/field.tsx';
import { Card, Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import '../standards/standards.css';
import { guidesText as text } from './text.zh-CN.ts';

const roles = new Set(['serviceAdministration', 'coordinationGroup', 'auditor']);

/** 指南核对: reports that a guide differs, to correct or to confirm by their day. */
export default function GuidesPage() {
  const navigate = useNavigate();
  const { data: session } = useSession();
  const [open, setOpen] = useState(true);
  const grants = session?.grants ?? [];
  useKeys([{ key: 'Esc', name: text.back, act: () => void navigate('/') }]);
  if (!grants.some(({ role }) => roles.has(role)))
    return <Empty title={text.notYours}>{text.notYoursWhy}</Empty>;
  const own = new Set(
    grants.filter(({ role }) => role === 'serviceAdministration').map(({ regionCode }) => regionCode),
  );
  return (
    <>
      <div className="page-head">
        <div className="titles">
          <h1>{text.title}</h1>
          <p className="small">{text.lead}</p>
        </div>
        <div className="tools">
          <Button pressed={open} onPress={() => setOpen(true)}>
            {text.open}
          </Button>
          <Button pressed={!open} onPress={() => setOpen(false)}>
            {text.done}
          </Button>
        </div>
      </div>
      <Reports open={open} own={own} />
    </>
  );
}

function Reports({ open, own }: { open: boolean; own: ReadonlySet<string> }) {
  const { data, error, isPending, refetch } = useGuideReports(open);
  const [asked, setAsked] = useState<{ report: GuideReportEntry; what: 'correct' | 'confirm' }>();
  const { columns } = text;
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (isPending) return <Skeleton rows={5} />;
  return (
    <div className="stack">
      <Card>
        {data.reports.length === 0 ? (
          <Empty icon="check" title={open ? text.none : text.noneDone}>
            {text.noneWhy}
          </Empty>
        ) : (
          <div className="table-frame">
            <table className="cards-when-narrow" aria-label={text.title}>
              <thead>
                <tr>
                  <th>{columns.guide}</th>
                  <th>{columns.what}</th>
                  <th>{columns.due}</th>
                  <th>{columns.act}</th>
                </tr>
              </thead>
              <tbody>
                {data.reports.map((report) => (
                  <tr key={report.id}>
                    <td data-label={columns.guide}>
                      {report.optionName}
                      <span className="small under">
                        {report.regionName} · {text.revision(report.guideRevision)}
                      </span>
                    </td>
                    <td data-label={columns.what}>
                      <b>{report.sectionText}</b>：{report.description}
                      <span className="small under">
                        {text.by(report.reportedByName)} {shortMoment(report.reportedAt)}
                      </span>
                    </td>
                    <td data-label={columns.due}>
                      {shortMoment(report.dueAt)}
                      {report.overdue ? <span className="small under">{text.overdue}</span> : null}
                    </td>
                    <td data-label={columns.act}>
                      {report.state === 'open' && own.has(report.taskRegion) ? (
                        <span className="standards-buttons">
                          <Button small kind="main" onPress={() => setAsked({ report, what: 'correct' })}>
                            {text.correct}
                          </Button>
                          <Button small onPress={() => setAsked({ report, what: 'confirm' })}>
                            {text.confirm}
                          </Button>
                        </span>
                      ) : (
                        <>
                          {text.states[report.state]}
                          <span className="small under">{report.answer}</span>
                        </>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Card>
      {data.rates.length > 0 ? <Rates rates={data.rates} /> : null}
      {asked?.what === 'correct' ? (
        <CorrectDialog report={asked.report} onClose={() => setAsked(undefined)} />
      ) : null}
      {asked?.what === 'confirm' ? (
        <ConfirmDialog report={asked.report} onClose={() => setAsked(undefined)} />
      ) : null}
    </div>
  );
}

function Rates({ rates }: { rates: readonly GuideRateEntry[] }) {
  const { rate } = text;
  return (
    <Card title={text.rates}>
      <div className="table-frame">
        <table className="cards-when-narrow" aria-label={text.rates}>
          <thead>
            <tr>
              {Object.values(rate).map((name) => (
                <th key={name}>{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rates.map(({ region, regionName, reports, corrected, confirmed, overdue }) => (
              <tr key={region}>
                <td data-label={rate.region}>{regionName}</td>
                <td data-label={rate.reports}>{reports}</td>
                <td data-label={rate.corrected}>{corrected}</td>
                <td data-label={rate.confirmed}>{confirmed}</td>
                <td data-label={rate.overdue}>{overdue}</td>
                <td data-label={rate.share}>{text.share(corrected, corrected + confirmed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

type DialogProps = { report: GuideReportEntry; onClose: () => void };

function ConfirmDialog({ report, onClose }: DialogProps) {
  const [answer, setAnswer] = useState('');
  const act = useGuideAct();
  const { say } = useMessages();
  return (
    <ActDialog
      title={`${text.confirm}：${report.optionName}`}
      verb={text.confirm}
      safe={text.back}
      blocked={answer.trim() === '' ? `${text.answer}？` : undefined}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onAct={() =>
        act.mutate(
          { act: 'confirm', id: report.id, answer },
          {
            onSuccess: () => {
              say(text.confirmed, 'ok');
              onClose();
            },
          },
        )
      }
    >
      <TextArea label={text.answer} value={answer} onChange={setAnswer} rows={3} />
    </ActDialog>
  );
}

function CorrectDialog({ report, onClose }: DialogProps) {
  const { data } = useGuide(report.optionId, report.region);
  const [typed, setTyped] = useState<Partial<GuideText>>({});
  const [reason, setReason] = useState('');
  const act = useGuideAct();
  const { say } = useMessages();
  const guide = data && { ...textOf(data.guide), ...typed };
  return (
    <ActDialog
      title={`${text.correct}：${report.optionName}（${report.regionName}）`}
      verb={text.correct}
      safe={text.back}
      blocked={reason.trim() === '' ? `${text.reason}？` : undefined}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onAct={() => {
        if (!guide || reason.trim() === '') return;
        act.mutate(
          { act: 'correct', id: report.id, guide, reason },
          {
            onSuccess: () => {
              say(text.corrected, 'ok');
              onClose();
            },
          },
        );
      }}
    >
      {guide ? (
        <div className="stack">
          <p>
            <b>{report.sectionText}</b>：{report.description}
          </p>
          {(['conditions', 'flow', 'onlineWay', 'offlineWay', 'remarks'] as const).map((key) => (
            <TextArea
              key={key}
              label={text.fields[key]}
              value={guide[key]}
              rows={2}
              onChange={(value) => setTyped({ ...typed, [key]: value })}
            />
          ))}
          <TextField
            label={text.fields.promisedDays}
            inputMode="numeric"
            value={guide.promisedDays === null ? '' : `${guide.promisedDays}`}
            onChange={(value) =>
              setTyped({ ...typed, promisedDays: /^\d+$/.test(value.trim()) ? Number(value) : null })
            }
          />
          <TextArea label={text.reason} value={reason} onChange={setReason} rows={2} />
        </div>
      ) : (
        <Skeleton rows={4} />
      )}
    </ActDialog>
  );
}

const textOf = ({
  conditions,
  flow,
  onlineWay,
  offlineWay,
  promisedDays,
  remarks,
}: GuideText): GuideText => ({ conditions, flow, onlineWay, offlineWay, promisedDays, remarks });
