import { useState } from 'react';
import { Link } from 'react-router';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { type Nomination, useNominations } from '../api/list-matters.ts';
import { useSession } from '../api/session.ts';
import { Button } from '../components/button.tsx';
import { ChoiceField } from '../components/field.tsx';
import { Card, Empty } from '../components/frame.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { mattersText } from './matters-text.zh-CN.ts';
import { DecideDialog, JoinDialog, NominateDialog } from './nomination-dialogs.tsx';
import { adminText } from './text.zh-CN.ts';

const text = mattersText.nominations;
const { columns } = text;

type Asked = { nomination: Nomination; act: 'join' | 'take' | 'reject' };

/** Nominations for the next list: by provinces with their figures, decided by the coordination group. */
export function NominationsTab({ programmeId, decides }: { programmeId: string; decides: boolean }) {
  const { data: session } = useSession();
  const province = (session?.grants ?? []).find(
    ({ role, regionCode }) => role === 'serviceAdministration' && regionCode.endsWith('0000'),
  )?.regionCode;
  const [state, setState] = useState('');
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<Asked>();
  const list = useNominations(state);
  const nominations = list.data?.pages.flatMap(({ proposals }) => proposals) ?? [];
  useKeys([
    { key: 'Ctrl Enter', name: text.nominate, act: () => setAdding(true), off: province === undefined },
  ]);
  const close = () => setAsked(undefined);
  return (
    <Card
      title={adminText.tabs.nominations}
      aside={
        province === undefined ? undefined : (
          <Button kind="main" keys="Ctrl Enter" onPress={() => setAdding(true)}>
            {text.nominate}
          </Button>
        )
      }
    >
      <p className="pad small">{text.why}</p>
      <div className="pad list-find">
        <ChoiceField
          label={text.state}
          value={state}
          empty={text.any}
          choices={Object.entries(text.states).map(([value, name]) => ({ value, name }))}
          onChange={setState}
        />
      </div>
      <PagedList
        query={list}
        rows={nominations}
        none={<Empty icon="list" title={text.none} />}
        more={mattersText.more}
        waiting={4}
      >
        <div className="table-frame">
          <table className="cards-when-narrow" aria-label={adminText.tabs.nominations}>
            <thead>
              <tr>
                <th>{columns.name}</th>
                <th>{columns.source}</th>
                <th>{columns.figures}</th>
                <th>{columns.provinces}</th>
                <th>{columns.state}</th>
                <th>{mattersText.act}</th>
              </tr>
            </thead>
            <tbody>
              {nominations.map((nomination) => (
                <tr key={nomination.id}>
                  <td data-label={columns.name}>
                    {nomination.name}
                    <span className="small under">{nomination.reason}</span>
                  </td>
                  <td data-label={columns.source}>{nomination.sourceText}</td>
                  <td data-label={columns.figures}>
                    {text.figures(nomination.figures)} <Basis nomination={nomination} />
                  </td>
                  <td data-label={columns.provinces}>
                    <By nomination={nomination} />
                  </td>
                  <td data-label={columns.state}>
                    {nomination.stateLabel}
                    {nomination.decidedByName === null ? null : (
                      <span className="small under">
                        {nomination.decidedByName} {nomination.decisionNote}
                      </span>
                    )}
                  </td>
                  <td data-label={mattersText.act}>
                    <Acts
                      nomination={nomination}
                      province={province}
                      decides={decides}
                      onAct={(act) => setAsked({ nomination, act })}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </PagedList>
      {adding ? <NominateDialog onClose={() => setAdding(false)} /> : null}
      {asked?.act === 'join' ? <JoinDialog nomination={asked.nomination} onClose={close} /> : null}
      {asked?.act === 'take' || asked?.act === 'reject' ? (
        <DecideDialog
          nomination={asked.nomination}
          act={asked.act}
          programmeId={programmeId}
          onClose={close}
        />
      ) : null}
    </Card>
  );
}

/** Where the figures come from. */
function Basis({ nomination: { groupId, programmeId } }: { nomination: Nomination }) {
  if (groupId !== null) return <Link to={`/demand/${groupId}`}>{text.demand}</Link>;
  return programmeId === null ? null : (
    <Link to={`/catalogue-admin?programme=${programmeId}&tab=pilots`}>{text.pilot}</Link>
  );
}

function By({ nomination }: { nomination: Nomination }) {
  const { supports, provinces, nominatedAt, nominatedByName } = nomination;
  const lines =
    supports.length > 0
      ? supports.map((one) => ({
          key: one.province,
          line: text.support(one.provinceName, one.nominatedByName, shortMoment(one.nominatedAt)),
          figures: text.figures(one.figures),
        }))
      : [
          {
            key: 'group',
            line: text.support(
              provinces.map(({ name }) => name).join('、'),
              nominatedByName,
              shortMoment(nominatedAt),
            ),
            figures: '',
          },
        ];
  return lines.map(({ key, line, figures }) => (
    <span className="list-phase" key={key}>
      {line}
      {figures === '' ? null : <span className="small under">{figures}</span>}
    </span>
  ));
}

function Acts(props: {
  nomination: Nomination;
  province: string | undefined;
  decides: boolean;
  onAct: (act: Asked['act']) => void;
}) {
  const { nomination, province, decides, onAct } = props;
  if (nomination.state !== 'nominated') return '—';
  const joined = nomination.supports.some((one) => one.province === province);
  if (decides)
    return (
      <>
        <Button small label={text.takeLabel(nomination.name)} onPress={() => onAct('take')}>
          {text.take}
        </Button>{' '}
        <Button small label={text.rejectLabel(nomination.name)} onPress={() => onAct('reject')}>
          {text.reject}
        </Button>
      </>
    );
  return province === undefined || joined ? (
    '—'
  ) : (
    <Button small label={text.joinLabel(nomination.name)} onPress={() => onAct('join')}>
      {text.join}
    </Button>
  );
}
