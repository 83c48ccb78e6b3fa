import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useSession } from '../api/session.ts';
import { Card, Empty, Note } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import type { ImportReport } from '../table-import/send-table.ts';
import { TableImport } from '../table-import/table-import.tsx';
import { peopleText as text } from './text.zh-CN.ts';
import { keepsPeople, rolesOf } from './who-keeps.ts';
import './people.css';

type FirstPassword = { username: string; name: string; oneTimePassword: string };
type Stored = ImportReport & { firstPasswords?: FirstPassword[] };

/** 导入人员名单: tried first, then stored; the first passwords of new accounts are told once. */
export default function ImportPage() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { data: session } = useSession();
  const [made, setMade] = useState<readonly FirstPassword[]>([]);
  const { say } = useMessages();
  useKeys([{ key: 'Esc', name: text.toList, act: () => void navigate('/people') }]);
  if (!keepsPeople(rolesOf(session?.grants))) return <Empty title={text.notYours}>{text.notYoursWhy}</Empty>;
  return (
    <>
      <div className="page-head">
        <h1>{text.importTitle}</h1>
      </div>
      <p className="soft people-lead">{text.importLead}</p>
      <div className="stack">
        {made.length > 0 ? <FirstPasswords made={made} /> : null}
        <Card label={text.importTitle}>
          <div className="pad">
            <TableImport
              address="/api/staff-table/import"
              template="/api/staff-table?template=1"
              onStored={(report: Stored) => {
                say(text.stored(report.rows), 'ok');
                setMade(report.firstPasswords ?? []);
                void client.invalidateQueries({ queryKey: ['people'] });
              }}
            />
          </div>
        </Card>
      </div>
    </>
  );
}

function FirstPasswords({ made }: { made: readonly FirstPassword[] }) {
  return (
    <Card title={text.firstPasswords}>
      <div className="pad">
        <Note tone="warn">{text.firstPasswordsWhy}</Note>
      </div>
      <div className="table-frame">
        <table aria-label={text.firstPasswords}>
          <thead>
            <tr>
              <th>{text.name}</th>
              <th>{text.username}</th>
              <th>{text.passwordTitle}</th>
            </tr>
          </thead>
          <tbody>
            {made.map(({ username, name, oneTimePassword }) => (
              <tr key={username}>
                <td>{name}</td>
                <td>{username}</td>
                <td className="people-password">{oneTimePassword}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
