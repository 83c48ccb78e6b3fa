import { useNavigate, useParams, useSearchParams } from 'react-router';
import { isSetting, settingSubjects } from '../../regulation/settings.ts';
import { chineseDate } from '../../regulation/shanghai-time.ts';
import type { HeldView, SettingView } from '../../settings/setting-view.ts';
import { useSettings } from '../api/settings.ts';
import { Button } from '../components/button.tsx';
import { Card, ReadFailed, Skeleton } from '../components/frame.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { SettingDetail } from './setting-detail.tsx';
import { settingsText as text } from './text.zh-CN.ts';
import { VersionsCard } from './versions-card.tsx';
import { WaitingCard } from './waiting-card.tsx';
import './settings.css';

/** 参数与版本: limits and options by subject, what waits for approval, versions of the Rules and of forms. */
export default function SettingsPage() {
  const navigate = useNavigate();
  const { setting } = useParams();
  const [params, setParams] = useSearchParams();
  const tab = params.get('tab') === 'versions' ? 'versions' : 'settings';
  const { data, error, refetch } = useSettings();
  const one = setting !== undefined && isSetting(setting) ? setting : undefined;
  const chosen = data?.settings.find(({ id }) => id === one);
  useKeys([
    {
      key: 'Esc',
      name: chosen ? text.toList : text.back,
      act: () => void navigate(chosen ? '/settings' : '/'),
    },
  ]);
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton rows={8} />;
  if (chosen) return <SettingDetail key={chosen.id} setting={chosen} />;
  return (
    <>
      <div className="page-head">
        <h1>{text.title}</h1>
      </div>
      <nav className="tabs settings-tabs" aria-label={text.title}>
        {(Object.keys(text.tabs) as (keyof typeof text.tabs)[]).map((name) => (
          <a
            key={name}
            href={`?tab=${name}`}
            aria-current={tab === name ? 'page' : undefined}
            onClick={(event) => {
              event.preventDefault();
              setParams({ tab: name });
            }}
          >
            {text.tabs[name]}
          </a>
        ))}
      </nav>
      {tab === 'versions' ? (
        <VersionsCard />
      ) : (
        <>
          <p className="small settings-why">{text.why}</p>
          <div className="stack">
            <WaitingCard changes={data.settings.flatMap(({ open }) => open)} />
            {Object.entries(settingSubjects).map(([subject, name]) => (
              <SubjectCard
                key={subject}
                name={name}
                settings={data.settings.filter((each) => each.subject === subject)}
              />
            ))}
          </div>
        </>
      )}
    </>
  );
}

function SubjectCard({ name, settings }: { name: string; settings: readonly SettingView[] }) {
  const navigate = useNavigate();
  const { columns } = text;
  if (settings.length === 0) return null;
  return (
    <Card title={name}>
      <div className="table-frame">
        <table className="cards-when-narrow settings-table" aria-label={name}>
          <thead>
            <tr>
              <th>{columns.title}</th>
              <th>{columns.usual}</th>
              <th>{columns.current}</th>
              <th>{columns.next}</th>
              <th>{columns.article}</th>
              <th>{columns.act}</th>
            </tr>
          </thead>
          <tbody>
            {settings.map((setting) => (
              <tr key={setting.id}>
                <td data-label={columns.title}>
                  {setting.title}
                  <span className="small under">{setting.fourEyes ? text.rule : text.option}</span>
                </td>
                <td data-label={columns.usual}>{setting.usualText}</td>
                <td data-label={columns.current}>
                  <HeldList values={setting.current} word={text.since} />
                  {setting.more > 0 ? (
                    <span className="small under">{text.moreScopes(setting.more)}</span>
                  ) : null}
                </td>
                <td data-label={columns.next}>
                  <HeldList values={setting.next} word={text.from} />
                </td>
                <td data-label={columns.article}>{setting.article}</td>
                <td data-label={columns.act}>
                  <Button
                    small
                    label={text.lookAt(setting.title)}
                    onPress={() => void navigate(`/settings/${setting.id}`)}
                  >
                    {text.look}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function HeldList({ values, word }: { values: readonly HeldView[]; word: (day: string) => string }) {
  if (values.length === 0) return <span className="small">{text.none}</span>;
  return (
    <ul className="settings-held">
      {values.map((each) => (
        <li key={`${each.scopeKind} ${each.scopeCode} ${each.since}`}>
          <b>{each.valueText}</b> {each.scopeName}
          <span className="small under">{word(chineseDate(each.since))}</span>
        </li>
      ))}
    </ul>
  );
}
