import { useState } from 'react';
import { Link } from 'react-router';
import { type CandidateRow, useCandidates, useGroupChange } from '../api/demand.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { TextArea, TextField } from '../components/field.tsx';
import { Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { Tag } from '../components/marks.tsx';
import { useMessages } from '../components/messages.tsx';
import { demandText as text } from './text.zh-CN.ts';

/** Groups ranked for the next list; the coordination group nominates. */
export function Candidates({ mayNominate }: { mayNominate: boolean }) {
  const { data, error, refetch } = useCandidates(true);
  const [opened, setOpened] = useState<CandidateRow>();
  const { columns } = text;
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton rows={6} />;
  if (data.candidates.length === 0) {
    return (
      <Empty icon="list" title={text.noCandidates}>
        {text.noCandidatesWhy}
      </Empty>
    );
  }
  return (
    <>
      <div className="table-frame">
        <table className="cards-when-narrow" aria-label={text.tabs.candidates}>
          <thead>
            <tr>
              <th className="numeric">{columns.rank}</th>
              <th>{columns.name}</th>
              <th className="numeric">{columns.counted}</th>
              <th>{columns.provinces}</th>
              <th className="numeric">{columns.regions}</th>
              <th className="numeric">{columns.rate}</th>
              <th className="numeric">{columns.handled}</th>
              <th>{columns.act}</th>
            </tr>
          </thead>
          <tbody>
            {data.candidates.map((candidate) => (
              <tr key={candidate.groupId}>
                <td data-label={columns.rank} className="numeric rank">
                  {candidate.rank}
                </td>
                <td data-label={columns.name}>
                  <Link to={`/demand/${candidate.groupId}`} className="strong">
                    {candidate.name}
                  </Link>
                </td>
                <td data-label={columns.counted} className="numeric">
                  {candidate.counted}
                </td>
                <td data-label={columns.provinces}>
                  {candidate.provinces.map(({ name }) => name).join('、')}
                </td>
                <td data-label={columns.regions} className="numeric">
                  {candidate.regions}
                </td>
                <td data-label={columns.rate} className="numeric">
                  {text.rate(candidate.consentRate)}
                </td>
                <td data-label={columns.handled} className="numeric">
                  {text.handled(candidate.cases, candidate.granted)}
                </td>
                <td data-label={columns.act}>
                  {candidate.proposal ? (
                    <Tag tone="ok" icon="check">
                      {text.nominated}
                    </Tag>
                  ) : mayNominate ? (
                    <Button small onPress={() => setOpened(candidate)}>
                      {text.nominate}
                    </Button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {opened ? <NominateDialog candidate={opened} onClose={() => setOpened(undefined)} /> : null}
    </>
  );
}

function NominateDialog({ candidate, onClose }: { candidate: CandidateRow; onClose: () => void }) {
  const { say } = useMessages();
  const [name, setName] = useState(candidate.name);
  const [reason, setReason] = useState('');
  const change = useGroupChange(candidate.groupId);
  const blocked =
    [...name.trim()].length < 2
      ? text.nameShort
      : [...reason.trim()].length < 5
        ? text.nominateShort
        : undefined;
  return (
    <ActDialog
      title={text.nominateTitle}
      verb={text.nominateVerb}
      safe={text.back}
      blocked={blocked}
      busy={change.isPending}
      error={change.error}
      onAct={() =>
        blocked === undefined &&
        !change.isPending &&
        change.mutate(
          { act: 'nominate', body: { name: name.trim(), reason: reason.trim() } },
          {
            onSuccess: () => {
              say(text.nominateDone);
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <p className="soft">{text.nominateWhy}</p>
      <TextField label={text.nominateName} value={name} maxLength={100} onChange={setName} />
      <TextArea label={text.nominateReason} value={reason} maxLength={500} rows={3} onChange={setReason} />
    </ActDialog>
  );
}
