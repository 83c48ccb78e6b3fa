import { useState } from 'react';
import { addDays, chineseDate, isDay } from '../../regulation/shanghai-time.ts';
import { type TextKind, type TextVersionView, versionTitle } from '../../settings/text-version-view.ts';
import { versionGrant } from '../../settings/who-sets.ts';
import { useProgrammes } from '../api/catalogue.ts';
import { Refusal } from '../api/problem.ts';
import { useSession } from '../api/session.ts';
import { useTextVersions, useVersionAct } from '../api/settings.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { DayField, useToday } from '../components/day-field.tsx';
import { Cards, Check, ChoiceField, TextField } from '../components/field.tsx';
import { Card, Confirm, ReadFailed, Skeleton } from '../components/frame.tsx';
import { Tag } from '../components/marks.tsx';
import { useMessages } from '../components/messages.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { settingsText as all } from './text.zh-CN.ts';

const text = all.versions;

/** Versions of the Rules and of printed forms. */
export function VersionsCard() {
  const { data, error, refetch } = useTextVersions();
  const { data: session } = useSession();
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<{ version: TextVersionView; approved: boolean }>();
  const keeps = versionGrant(session?.grants ?? []) !== undefined;
  useKeys([{ key: 'Ctrl Enter', name: text.add, act: () => setAdding(true), off: !keeps }]);
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton rows={5} />;
  const { columns } = text;
  return (
    <Card
      title={all.tabs.versions}
      aside={
        keeps ? (
          <Button kind="main" keys="Ctrl Enter" onPress={() => setAdding(true)}>
            {text.add}
          </Button>
        ) : undefined
      }
    >
      <p className="small pad">{text.why}</p>
      <div className="table-frame">
        <table className="cards-when-narrow settings-table" aria-label={all.tabs.versions}>
          <thead>
            <tr>
              <th>{columns.text}</th>
              <th>{columns.version}</th>
              <th>{columns.valid}</th>
              <th>{columns.reference}</th>
              <th>{columns.state}</th>
              <th>{columns.act}</th>
            </tr>
          </thead>
          <tbody>
            {data.versions.map((version) => (
              <tr key={`${version.kind} ${version.subject} ${version.id}`}>
                <td data-label={columns.text}>
                  {version.title}
                  {version.title === version.subjectName ? null : (
                    <span className="small under">{version.subjectName}</span>
                  )}
                </td>
                <td data-label={columns.version}>
                  {text.number(version.number)}
                  {version.trial ? <span className="small under">{text.trial}</span> : null}
                </td>
                <td data-label={columns.valid}>
                  {version.validFrom === null ? text.shipped : all.from(chineseDate(version.validFrom))}
                  <span className="small under">
                    {version.validTo === null ? text.open : text.until(chineseDate(version.validTo))}
                  </span>
                </td>
                <td data-label={columns.reference}>{version.reference}</td>
                <td data-label={columns.state}>
                  {version.inForce ? (
                    <Tag tone="ok" icon="check">
                      {text.inForce}
                    </Tag>
                  ) : (
                    version.stateText
                  )}
                </td>
                <td data-label={columns.act}>
                  <span className="row">
                    {version.mayDecide ? (
                      <Button small kind="main" onPress={() => setAsked({ version, approved: true })}>
                        {all.approve}
                      </Button>
                    ) : null}
                    {version.state === 'open' && keeps ? (
                      <Button small onPress={() => setAsked({ version, approved: false })}>
                        {all.reject}
                      </Button>
                    ) : null}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {adding ? <AddDialog versions={data.versions} onClose={() => setAdding(false)} /> : null}
      {asked ? <DecideDialog {...asked} onClose={() => setAsked(undefined)} /> : null}
    </Card>
  );
}

function DecideDialog(props: { version: TextVersionView; approved: boolean; onClose: () => void }) {
  const { version, approved, onClose } = props;
  const act = useVersionAct();
  const { say } = useMessages();
  const name = versionTitle(version);
  return (
    <Confirm
      title={approved ? text.approveTitle(name) : all.rejectTitle(name)}
      verb={approved ? all.approve : all.reject}
      safe={all.safe}
      busy={act.isPending}
      error={act.error}
      onConfirm={() =>
        act.mutate(
          { decide: version.id, approved },
          {
            onSuccess: () => {
              say(approved ? text.approved : text.rejected, 'ok');
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <p>
        {version.reference}，{version.validFrom === null ? '' : all.from(chineseDate(version.validFrom))}
      </p>
    </Confirm>
  );
}

function AddDialog({ versions, onClose }: { versions: readonly TextVersionView[]; onClose: () => void }) {
  const today = useToday();
  const { data: programmes } = useProgrammes();
  const [kind, setKind] = useState<TextKind>('rules');
  const [subject, setSubject] = useState('');
  const [title, setTitle] = useState('');
  const [reference, setReference] = useState('');
  const [trial, setTrial] = useState(false);
  const [validFrom, setValidFrom] = useState(addDays(today, 1));
  const act = useVersionAct();
  const { say } = useMessages();
  const errorAt = (pointer: string): string | undefined =>
    act.error instanceof Refusal
      ? act.error.errors.find((each) => each.pointer === pointer)?.detail
      : undefined;
  const forms = versions.filter((version) => version.kind === 'form' && version.id === '');
  const choices =
    kind === 'rules'
      ? (programmes ?? []).map(({ id, name }) => ({ value: id, name }))
      : forms.map(({ subject: value, subjectName: name }) => ({ value, name }));
  const blocked =
    subject === ''
      ? all.fields.choose
      : title.trim().length < 2 || reference.trim().length < 2
        ? `${text.fields.title}、${text.fields.reference}`
        : isDay(validFrom) && validFrom > today
          ? undefined
          : text.fields.validFromHint;
  const send = () => {
    if (blocked !== undefined || act.isPending) return;
    act.mutate(
      { propose: { kind, subject, title: title.trim(), reference: reference.trim(), trial, validFrom } },
      {
        onSuccess: () => {
          say(text.added, 'ok');
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={text.addTitle}
      verb={text.add}
      safe={all.safe}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={send}
      onClose={onClose}
    >
      <div className="stack">
        <Cards
          legend={text.fields.kind}
          two
          choices={text.kinds}
          value={kind}
          onChange={(chosen) => {
            setKind(chosen as TextKind);
            setSubject('');
          }}
        />
        <ChoiceField
          label={kind === 'rules' ? text.fields.programme : text.fields.form}
          value={subject}
          empty={all.fields.choose}
          choices={choices}
          onChange={setSubject}
        />
        <TextField
          label={text.fields.title}
          value={title}
          maxLength={100}
          error={errorAt('/title')}
          onChange={setTitle}
        />
        <TextField
          label={text.fields.reference}
          value={reference}
          maxLength={200}
          error={errorAt('/reference')}
          onChange={setReference}
        />
        <Check checked={trial} onChange={setTrial}>
          {text.fields.trial}
        </Check>
        <DayField
          label={text.fields.validFrom}
          hint={text.fields.validFromHint}
          value={validFrom}
          error={errorAt('/validFrom')}
          onChange={setValidFrom}
        />
      </div>
    </ActDialog>
  );
}
