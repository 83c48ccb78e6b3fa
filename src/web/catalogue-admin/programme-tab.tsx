import { useState } from 'react';
import { useNavigate } from 'react-router';
import { type KeptProgramme, useListAct } from '../api/list-keeping.ts';
import { errorAt } from '../api/problem.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { DayField, useToday } from '../components/day-field.tsx';
import { Check, TextField } from '../components/field.tsx';
import { Card, Confirm, Empty } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { RegionPicker } from '../new-case/region-picker.tsx';
import { useDialogAct } from './dialog-act.ts';
import { mattersText } from './matters-text.zh-CN.ts';
import { ProgrammeDialog } from './programme-dialog.tsx';
import { ProvinceField } from './regions-field.tsx';

const text = mattersText.programmes;

type Member = KeptProgramme['members'][number];
type Asked = 'change' | 'close' | 'remove' | 'join' | { leaves: Member };

/** A programme: what it says of itself, its members with the days from and until which they belong to it. */
export function ProgrammeTab({ programme, decides }: { programme: KeptProgramme; decides: boolean }) {
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const changes = decides && programme.status !== 'closed';
  return (
    <div className="stack">
      <Card
        title={text.facts}
        aside={
          decides ? (
            <span className="list-steps">
              {changes ? (
                <>
                  <Button onPress={() => setAsked('change')}>{text.change}</Button>
                  <Button kind="danger" onPress={() => setAsked('close')}>
                    {text.close}
                  </Button>
                </>
              ) : null}
              <Button kind="danger" onPress={() => setAsked('remove')}>
                {text.remove}
              </Button>
            </span>
          ) : undefined
        }
      >
        <Facts programme={programme} />
      </Card>
      <Members
        members={programme.members}
        onJoin={changes ? () => setAsked('join') : undefined}
        onLeave={changes ? (leaves) => setAsked({ leaves }) : undefined}
      />
      {asked === 'change' ? <ProgrammeDialog programme={programme} onDone={close} onClose={close} /> : null}
      {asked === 'close' || asked === 'remove' ? (
        <EndDialog programme={programme} act={asked} onClose={close} />
      ) : null}
      {asked === 'join' ? <JoinDialog programmeId={programme.id} onClose={close} /> : null}
      {typeof asked === 'object' ? (
        <LeaveDialog programmeId={programme.id} member={asked.leaves} onClose={close} />
      ) : null}
    </div>
  );
}

function Facts({ programme }: { programme: KeptProgramme }) {
  const facts = [
    [text.name, programme.name],
    [text.shortCode, programme.shortCode],
    [text.status, programme.statusText],
    [text.documentNumber, programme.documentNumber],
    [text.coordinator, programme.coordinator],
    [text.ladder, programme.ladderText ?? text.ladderNone],
    [text.granularity, programme.granularityText],
    [text.columns.items, text.items(programme.itemCount, programme.announcedItems)],
    [text.formTitle, programme.formTitle],
  ] as const;
  return (
    <dl className="pad list-facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt className="small">{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Members(props: {
  members: readonly Member[];
  onJoin: (() => void) | undefined;
  onLeave: ((member: Member) => void) | undefined;
}) {
  const { members, onJoin, onLeave } = props;
  const today = useToday();
  const [part, setPart] = useState('');
  const [currentOnly, setCurrentOnly] = useState(false);
  const shown = members.filter(
    ({ regionName, validFrom, validTo }) =>
      regionName.includes(part.trim()) &&
      (!currentOnly || (validFrom <= today && (validTo === null || today < validTo))),
  );
  return (
    <Card
      title={`${text.members} ${shown.length}`}
      aside={onJoin ? <Button onPress={onJoin}>{text.join}</Button> : undefined}
    >
      <div className="pad list-find">
        <TextField label={mattersText.find} value={part} onChange={setPart} maxLength={30} />
        <Check checked={currentOnly} onChange={setCurrentOnly}>
          {text.currentOnly}
        </Check>
      </div>
      {shown.length === 0 ? <Empty icon="search" title={text.none} /> : null}
      {shown.length > 0 ? (
        <div className="table-frame">
          <table className="cards-when-narrow" aria-label={text.members}>
            <thead>
              <tr>
                <th>{text.region}</th>
                <th>{text.memberFrom}</th>
                <th>{text.memberTo}</th>
                {onLeave ? <th>{mattersText.act}</th> : null}
              </tr>
            </thead>
            <tbody>
              {shown.map((member) => (
                <tr key={`${member.region} ${member.validFrom}`}>
                  <td data-label={text.region}>{member.regionName}</td>
                  <td data-label={text.memberFrom}>{member.validFrom}</td>
                  <td data-label={text.memberTo}>{member.validTo ?? text.noEnd}</td>
                  {onLeave ? (
                    <td data-label={mattersText.act}>
                      {member.validTo === null ? (
                        <Button
                          small
                          label={text.leaveLabel(member.regionName)}
                          onPress={() => onLeave(member)}
                        >
                          {text.leave}
                        </Button>
                      ) : (
                        '—'
                      )}
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </Card>
  );
}

function EndDialog(props: { programme: KeptProgramme; act: 'close' | 'remove'; onClose: () => void }) {
  const { programme, act: step, onClose } = props;
  const act = useListAct();
  const { say } = useMessages();
  const navigate = useNavigate();
  const closes = step === 'close';
  const path = `/api/list-programmes/${programme.id}`;
  return (
    <Confirm
      title={closes ? text.closeTitle(programme.name) : text.removeTitle(programme.name)}
      verb={closes ? text.close : text.remove}
      safe={mattersText.safe}
      danger
      busy={act.isPending}
      error={act.error}
      onConfirm={() =>
        act.mutate(closes ? { path: `${path}/close` } : { path, method: 'DELETE' }, {
          onSuccess: () => {
            say(closes ? mattersText.done : text.removed(programme.name), 'ok');
            onClose();
            if (!closes) void navigate('/programmes');
          },
        })
      }
      onClose={onClose}
    >
      <p>{closes ? text.closeWhy : text.removeWhy}</p>
    </Confirm>
  );
}

function JoinDialog({ programmeId, onClose }: { programmeId: string; onClose: () => void }) {
  const [region, setRegion] = useState('');
  const [validFrom, setValidFrom] = useState('');
  const act = useDialogAct(onClose);
  return (
    <ActDialog
      title={text.join}
      verb={text.join}
      safe={mattersText.safe}
      blocked={undefined}
      busy={act.busy}
      error={act.error}
      onAct={() =>
        act.carryOut({ path: `/api/list-programmes/${programmeId}/members`, body: { region, validFrom } })
      }
      onClose={onClose}
    >
      <div className="stack">
        <RegionPicker
          label={text.region}
          hint={text.membersHint}
          value={region}
          error={errorAt(act.error, '/region')}
          onChange={setRegion}
        />
        <ProvinceField value={region} onChange={setRegion} />
        <DayField
          label={text.memberFrom}
          value={validFrom}
          onChange={setValidFrom}
          error={errorAt(act.error, '/validFrom')}
        />
      </div>
    </ActDialog>
  );
}

function LeaveDialog(props: { programmeId: string; member: Member; onClose: () => void }) {
  const { programmeId, member, onClose } = props;
  const [validTo, setValidTo] = useState('');
  const act = useDialogAct(onClose);
  return (
    <ActDialog
      title={text.leaveLabel(member.regionName)}
      verb={text.leave}
      safe={mattersText.safe}
      blocked={undefined}
      busy={act.busy}
      error={act.error}
      onAct={() =>
        act.carryOut({
          path: `/api/list-programmes/${programmeId}/members/${member.region}`,
          method: 'PUT',
          body: { validTo },
        })
      }
      onClose={onClose}
    >
      <p className="small">{text.memberToHint}</p>
      <DayField label={text.memberTo} value={validTo} onChange={setValidTo} first />
    </ActDialog>
  );
}
