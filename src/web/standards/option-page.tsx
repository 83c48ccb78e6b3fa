import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import type { StandardStage } from '../../catalogue/standard.ts';
import { coordinates, provincesOf, writesStandards } from '../../catalogue/standard-proposal.ts';
import { useSession } from '../api/session.ts';
import {
  type StageEntry,
  useProposals,
  useStandard,
  useStandardAct,
  type VersionEntry,
} from '../api/standards.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { Cards, TextArea, TextField } from '../components/field.tsx';
import { Card, Note, ReadFailed, Skeleton } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { GuideCard } from '../guides/guide-card.tsx';
import { History } from '../history/history.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { matrixText } from '../matrix/text.zh-CN.ts';
import { contentFields } from './content-fields.ts';
import { DraftEditor } from './draft-editor.tsx';
import { Proposals } from './proposals.tsx';
import { standardsText as text } from './text.zh-CN.ts';
import './standards.css';

/** One option's standard: stages of the provinces, what is drafted and waits, all versions. */
export default function OptionPage() {
  const { optionId = '' } = useParams();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const { data: session } = useSession();
  const { data, error, isPending, refetch } = useStandard(optionId);
  const { data: drafts } = useProposals({ optionId });
  const grants = session?.grants ?? [];
  const draft = search.get('draft');
  const close = () => setSearch({}, { replace: true });
  const begin = (what: string) => setSearch({ draft: what });
  const writes = writesStandards(grants);
  useKeys([
    {
      key: 'Ctrl Enter',
      name: text.draftUnified,
      act: () => begin('unified'),
      off: !writes || draft !== null,
    },
    { key: 'Esc', name: text.back, act: () => (draft === null ? void navigate('/standards') : close()) },
  ]);
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (isPending) return <Skeleton rows={8} />;
  const { standard, versions, stages } = data;
  const edited = drafts?.proposals.find(({ id }) => id === draft);
  const region = edited ? edited.region : draft === 'unified' ? null : draft;
  const nameOf = (code: string) => stages.find((stage) => stage.region === code)?.name ?? code;
  return (
    <>
      <div className="page-head">
        <div className="titles">
          <h1>
            {standard.itemName} · {standard.optionName}
          </h1>
          <p className="small">
            {matrixText.where(standard.number, standard.leadDepartments.join('、'))} ·{' '}
            {standard.version ?? text.noVersion} · {standard.unified ? text.unified : text.notUnified}
            {standard.sample ? ` · ${text.sample}` : ''}
          </p>
        </div>
        {draft === null ? (
          <div className="tools">
            <Link
              className="button button-plain"
              to={`/matrix/${standard.catalogueId}/${standard.number}?option=${optionId}`}
            >
              {text.matrix}
            </Link>
            <a className="button button-plain" href={`/api/standard-table?option=${optionId}`} download>
              {text.download}
            </a>
            {provincesOf(grants).map((code) => (
              <Button key={code} onPress={() => begin(code)}>
                {text.draftOwn(nameOf(code))}
              </Button>
            ))}
            {writes ? (
              <Button kind="main" keys="Ctrl Enter" onPress={() => begin('unified')}>
                {text.draftUnified}
              </Button>
            ) : null}
          </div>
        ) : null}
      </div>
      {draft !== null && writes ? (
        <DraftEditor
          key={draft}
          optionId={optionId}
          last={versions[0]}
          region={region}
          regionName={region === null ? '' : nameOf(region)}
          proposal={edited}
          onDone={close}
        />
      ) : (
        <div className="stack">
          <Proposals
            proposals={drafts?.proposals ?? []}
            current={versions[0]?.content}
            onEdit={(id) => begin(id)}
          />
          <Stages
            stages={stages}
            optionId={optionId}
            maySet={(code) => coordinates(grants) || provincesOf(grants).includes(code)}
          />
          <GuideCard optionId={optionId} />
          <History title={text.history} versions={versions.map(historyOf)} />
        </div>
      )}
    </>
  );
}

const historyOf = (version: VersionEntry) => ({
  id: version.version,
  title: text.versionTitle(version.version, version.effectiveFrom),
  by: version.proposedByName ?? text.shipped,
  ...(version.proposedByName === null ? {} : { at: version.publishedAt }),
  ...(version.decidedByName === null ? {} : { approvedBy: version.decidedByName }),
  ...(version.note === null ? {} : { note: version.note }),
  fields: contentFields(version.content),
});

function Stages(props: {
  stages: readonly StageEntry[];
  optionId: string;
  maySet: (region: string) => boolean;
}) {
  const [asked, setAsked] = useState<StageEntry>();
  const columns = text.stageColumns;
  return (
    <Card title={text.stages}>
      <div className="table-frame">
        <table className="cards-when-narrow" aria-label={text.stages}>
          <thead>
            <tr>
              <th>{columns.province}</th>
              <th>{columns.stage}</th>
              <th>{columns.version}</th>
              <th>{columns.source}</th>
              <th>
                <span className="sr-only">{text.setStage}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {props.stages.map((stage) => (
              <tr key={stage.region}>
                <td data-label={columns.province}>{stage.name}</td>
                <td data-label={columns.stage}>
                  {stage.stageText}
                  {stage.reason ? (
                    <span className="small under">
                      {stage.reason}（{stage.setByName}）
                    </span>
                  ) : null}
                </td>
                <td data-label={columns.version}>{stage.version ?? '—'}</td>
                <td data-label={columns.source}>
                  {stage.source !== null && /^https?:/.test(stage.source) ? (
                    <a href={stage.source} target="_blank" rel="noreferrer">
                      {stage.source}
                    </a>
                  ) : (
                    (stage.source ?? text.noSource)
                  )}
                </td>
                <td>
                  {props.maySet(stage.region) ? (
                    <Button small label={text.setStageTitle(stage.name)} onPress={() => setAsked(stage)}>
                      {text.setStage}
                    </Button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {asked ? (
        <StageDialog stage={asked} optionId={props.optionId} onClose={() => setAsked(undefined)} />
      ) : null}
    </Card>
  );
}

function StageDialog({
  stage,
  optionId,
  onClose,
}: {
  stage: StageEntry;
  optionId: string;
  onClose: () => void;
}) {
  const [chosen, setChosen] = useState(`${stage.stage}`);
  const [reason, setReason] = useState('');
  const [guideLink, setGuideLink] = useState('');
  const act = useStandardAct();
  const { say } = useMessages();
  return (
    <ActDialog
      title={text.setStageTitle(stage.name)}
      verb={text.setStage}
      safe={text.back}
      blocked={undefined}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onAct={() =>
        act.mutate(
          {
            act: 'stage',
            optionId,
            province: stage.region,
            stage: Number(chosen) as StandardStage,
            reason,
            ...(guideLink.trim() === '' ? {} : { guideLink: guideLink.trim() }),
          },
          {
            onSuccess: () => {
              say(text.stageSet, 'ok');
              onClose();
            },
          },
        )
      }
    >
      <div className="stack">
        <Cards
          legend={text.stageColumns.stage}
          choices={[1, 2, 3].map((each) => ({
            value: `${each}`,
            name: matrixText.stages[each as StandardStage],
          }))}
          value={chosen}
          onChange={setChosen}
        />
        <TextArea
          label={text.stageReason}
          hint={text.stageReasonHint}
          value={reason}
          onChange={setReason}
          rows={2}
        />
        {chosen === '1' ? (
          <TextField
            label={text.guideLink}
            hint={text.guideLinkHint}
            value={guideLink}
            onChange={setGuideLink}
            optional
            maxLength={300}
          />
        ) : (
          <Note>{matrixText.afterWhy.replace(/^，/, '')}</Note>
        )}
      </div>
    </ActDialog>
  );
}
