import { useState } from 'react';
import { Link } from 'react-router';
import { type OfficeView, useDirectoryAct, useOffices } from '../api/directory.ts';
import { errorAt } from '../api/problem.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/field.tsx';
import { Card, ReadFailed, Skeleton } from '../components/frame.tsx';
import { Tag } from '../components/marks.tsx';
import { useMessages } from '../components/messages.tsx';
import { directoryText as text } from './text.zh-CN.ts';

type Decision = keyof typeof text.decide;
type Opened = { what: 'register' | Decision; office: OfficeView };

const decisions: Record<Decision, { what: 'listed' | 'delegated'; holds: boolean }> = {
  remove: { what: 'listed', holds: false },
  list: { what: 'listed', holds: true },
  undelegate: { what: 'delegated', holds: false },
  delegate: { what: 'delegated', holds: true },
};

/** 管理部门: the administrations by level with their contact, and what the province decided about each. */
export function OfficesTab({ region }: { region: string }) {
  const { data, error, isPending, refetch } = useOffices(region);
  const [opened, setOpened] = useState<Opened>();
  const { officeColumns: columns } = text;
  const acts = data?.items.some(({ mayEdit, mayDecide }) => mayEdit || mayDecide) ?? false;
  return (
    <Card title={text.tabs.offices}>
      <p className="pad soft">{text.officesLead}</p>
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {isPending && !error ? <Skeleton rows={6} /> : null}
      {data ? (
        <div className="table-frame">
          <table className="cards-when-narrow offices" aria-label={text.tabs.offices}>
            <thead>
              <tr>
                <th>{columns.region}</th>
                <th>{columns.office}</th>
                <th>{columns.contact}</th>
                <th>{columns.windows}</th>
                {acts ? <th>{columns.act}</th> : null}
              </tr>
            </thead>
            <tbody>
              {data.items.map((office) => (
                <Row key={office.regionCode} office={office} acts={acts} onOpen={setOpened} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {opened?.what === 'register' ? (
        <RegisterOfficeDialog office={opened.office} onClose={() => setOpened(undefined)} />
      ) : opened ? (
        <DecideDialog office={opened.office} what={opened.what} onClose={() => setOpened(undefined)} />
      ) : null}
    </Card>
  );
}

function Row(props: { office: OfficeView; acts: boolean; onOpen: (opened: Opened) => void }) {
  const { office, acts, onOpen } = props;
  const { entry } = office;
  const { officeColumns: columns } = text;
  const button = (what: Opened['what']) => (
    <Button small onPress={() => onOpen({ what, office })}>
      {what === 'register' ? text.registerOffice : text.decide[what]}
    </Button>
  );
  return (
    <tr>
      <td data-label={columns.region}>
        {office.hasChildren ? (
          <Link to={`/directory?tab=offices&region=${office.regionCode}`}>{office.regionName}</Link>
        ) : (
          office.regionName
        )}
        <span className="small under">
          {office.levelName} · {office.delegated ? text.officeKept.own : text.officeKept.province}
        </span>
        {office.removed ? (
          <Tag tone="bad" icon="slashed">
            {text.removed}
          </Tag>
        ) : null}
      </td>
      <td data-label={columns.office}>
        {entry ? (
          <Link to={`/directory/${entry.id}`}>{entry.name}</Link>
        ) : (
          <Tag tone="warn" icon="alert">
            {text.officeMissing}
          </Tag>
        )}
        {entry ? <span className="small under">{entry.address}</span> : null}
      </td>
      <td data-label={columns.contact}>
        {entry ? (
          <>
            {entry.contactPerson} <span className="directory-row-phone">{entry.phone}</span>
            <span className="small under">{entry.officeHours}</span>
          </>
        ) : (
          '—'
        )}
      </td>
      <td data-label={columns.windows}>{text.officeWindows(office.openWindows, office.windows)}</td>
      {acts ? (
        <td data-label={columns.act}>
          <span className="directory-acts">
            {!entry && office.mayEdit ? button('register') : null}
            {office.mayDecide ? button(office.removed ? 'list' : 'remove') : null}
            {office.mayDelegate ? button(office.delegated ? 'undelegate' : 'delegate') : null}
          </span>
        </td>
      ) : null}
    </tr>
  );
}

function RegisterOfficeDialog({ office, onClose }: { office: OfficeView; onClose: () => void }) {
  const [form, setForm] = useState({
    name: `${office.regionName}政务服务管理部门`,
    contactPerson: '',
    phone: '',
    address: '',
    postcode: '',
    reason: '',
  });
  const act = useDirectoryAct();
  const { say } = useMessages();
  const blocked = Object.values(form).some((value) => value.trim() === '') ? text.officeBlocked : undefined;
  const field = (
    name: keyof typeof form,
    label: string,
    maxLength: number,
    more: { first?: true; inputMode?: 'numeric' } = {},
  ) => (
    <TextField
      label={label}
      value={form[name]}
      maxLength={maxLength}
      error={errorAt(act.error, `/${name}`)}
      onChange={(value) => setForm({ ...form, [name]: value })}
      {...more}
    />
  );
  return (
    <ActDialog
      title={`${text.registerOffice}：${office.regionName}`}
      verb={text.registerOffice}
      safe={text.safe}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() =>
        blocked === undefined &&
        act.mutate(
          { path: 'administrations', body: { regionCode: office.regionCode, ...form } },
          {
            onSuccess: () => {
              say(text.officeRegistered, 'ok');
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      {field('name', text.fields.name, 100, { first: true })}
      {field('contactPerson', text.fields.contactPerson, 50)}
      {field('phone', text.fields.phone, 25)}
      {field('address', text.fields.address, 200)}
      {field('postcode', text.fields.postcode, 6, { inputMode: 'numeric' })}
      {field('reason', text.reason, 200)}
    </ActDialog>
  );
}

function DecideDialog(props: { office: OfficeView; what: Decision; onClose: () => void }) {
  const { office, what, onClose } = props;
  const [reason, setReason] = useState('');
  const act = useDirectoryAct();
  const { say } = useMessages();
  const blocked = [...reason.trim()].length < 2 ? text.reasonMissing : undefined;
  return (
    <ActDialog
      title={`${text.decide[what]}：${office.regionName}`}
      verb={text.decide[what]}
      safe={text.safe}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() =>
        blocked === undefined &&
        act.mutate(
          {
            path: 'decisions',
            body: { regionCode: office.regionCode, ...decisions[what], reason: reason.trim() },
          },
          {
            onSuccess: () => {
              say(text.decided(office.regionName), 'ok');
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <p className="soft">{text.decideWhy[what]}</p>
      <TextField
        label={text.reason}
        first
        value={reason}
        maxLength={200}
        error={errorAt(act.error, '/reason')}
        onChange={setReason}
      />
    </ActDialog>
  );
}
