import { useState } from 'react';
import type { CaseFileVersion, CaseFileView } from '../../cases/archive/case-file-view.ts';
import type { CaseView } from '../../cases/core/case-view.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { isTerminal } from '../../regulation/states.ts';
import { caseFileHref, useCaseFile, useOrderCaseFile } from '../api/archive.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/field.tsx';
import { Card, Note, ReadFailed, Skeleton } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { useNow } from '../time/now.tsx';
import { sizeText, archiveText as text } from './text.zh-CN.ts';
import { Trace } from './trace.tsx';
import './archive.css';

/** Who may fetch the file: the two windows and the approvers, as far as they see the papers of the case. */
const mayFetch = (kase: CaseView): boolean =>
  kase.applicant !== undefined &&
  (['intakeClerk', 'homeClerk', 'approver'] as const).some((own) => kase.capacities.includes(own));

/** 归档: the electronic file of an ended case, and the trace of every case. */
export function ArchiveCard({ kase }: { kase: CaseView }) {
  const fetches = mayFetch(kase);
  const { data, error, refetch } = useCaseFile(kase.id, kase.version, fetches);
  return (
    <Card title={text.title}>
      <div className="pad archive">
        {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
        {fetches && !data && !error ? <Skeleton rows={2} /> : null}
        {data ? <CaseFile kase={kase} file={data} /> : null}
        <Trace kase={kase} />
      </div>
    </Card>
  );
}

function CaseFile({ kase, file }: { kase: CaseView; file: CaseFileView }) {
  const [asking, setAsking] = useState(false);
  const order = useOrderCaseFile(kase.id);
  const [last, ...old] = file.versions;
  if (!isTerminal(kase.state)) return <p className="soft">{text.notEnded}</p>;
  const making = file.order !== null && file.order.failure === null;
  return (
    <>
      {file.order ? (
        <Note tone={file.order.failure ? 'warn' : 'go'} icon="clock">
          {file.order.failure
            ? `${text.failed}：${file.order.failure}`
            : file.order.allParts > 0
              ? text.making(file.order.doneParts, file.order.allParts)
              : text.waiting}
        </Note>
      ) : null}
      {last ? (
        <Version kase={kase} version={last} main />
      ) : making ? null : (
        <p className="soft">{text.none}</p>
      )}
      {last ? (
        <p className="small">
          {text.keptAt}：{file.keptAt.map(({ windowName }) => windowName).join('、')}
        </p>
      ) : null}
      {file.newer > 0 ? <p className="small">{text.newer(file.newer)}</p> : null}
      {last && last.faults > 0 ? <Note tone="bad">{text.faults(last.faults)}</Note> : null}
      {making ? null : (
        <div>
          <Button small busy={order.isPending} onPress={() => (last ? setAsking(true) : order.mutate(''))}>
            {last ? text.again : text.make}
          </Button>
        </div>
      )}
      {file.parts.length > 0 ? <Contents file={file} /> : null}
      {old.length > 0 ? (
        <details>
          <summary>{text.old}</summary>
          {old.map((version) => (
            <Version key={version.version} kase={kase} version={version} />
          ))}
        </details>
      ) : null}
      {asking ? <AgainDialog order={order} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function Version(props: { kase: CaseView; version: CaseFileVersion; main?: boolean }) {
  const { kase, version, main = false } = props;
  const year = Number(useNow().slice(0, 4));
  return (
    <div className="archive-version">
      <a className={main ? 'button button-plain' : ''} href={caseFileHref(kase.id, version.version)}>
        <Icon name="download" />
        {text.download}（{text.version(version.version)}）
      </a>
      <span className="small block">
        {text.facts(version.pages, version.parts, sizeText(version.size))} ·{' '}
        {shortMoment(version.madeAt, year)} · {version.reason}
      </span>
      <span className="small block digest">
        {text.digest} {version.sha256}
      </span>
    </div>
  );
}

function Contents({ file }: { file: CaseFileView }) {
  return (
    <details>
      <summary>{text.contents(file.parts.length)}</summary>
      <ol className="archive-parts">
        {file.parts.map(({ no, title, section, pages, size, sha256, fault }) => (
          <li key={no}>
            {no}. {title}
            <span className="small block">
              {section} · {pages} 页 · {sizeText(size)}
            </span>
            {fault === undefined ? (
              <span className="small block digest">{sha256}</span>
            ) : (
              <span className="small block bad-text">{fault}</span>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

function AgainDialog(props: { order: ReturnType<typeof useOrderCaseFile>; onClose: () => void }) {
  const { order, onClose } = props;
  const [reason, setReason] = useState('');
  const blocked = [...reason.trim()].length < 2 ? text.reasonMissing : undefined;
  return (
    <ActDialog
      title={text.again}
      verb={text.again}
      safe={text.cancel}
      blocked={blocked}
      busy={order.isPending}
      error={order.error}
      onAct={() => blocked === undefined && order.mutate(reason.trim(), { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextField
        label={text.reason}
        hint={text.reasonHint}
        first
        value={reason}
        maxLength={200}
        onChange={setReason}
      />
    </ActDialog>
  );
}
