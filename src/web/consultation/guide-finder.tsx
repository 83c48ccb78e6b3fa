import { Link } from 'react-router';
import type { HelpKind } from '../../consultation/consultation.ts';
import { maskNumbersIn } from '../../identity/free-text.ts';
import { type ItemHit, useProgrammes } from '../api/catalogue.ts';
import { useGuideSearch } from '../api/consultations.ts';
import { Button } from '../components/button.tsx';
import { useSettled } from '../components/debounce.ts';
import { Card, Empty, Skeleton } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { consultationText as text } from './text.zh-CN.ts';

/** An item that the question is about. */
export type ChosenItem = { catalogueId: string; number: number; name: string };

/** The public page of an item for a home region. */
const guideAddress = ({ catalogueId, number }: Omit<ChosenItem, 'name'>, homeRegion: string): string =>
  `${window.location.origin}/items/${catalogueId}/${number}${homeRegion === '' ? '' : `?region=${homeRegion}`}`;

type FinderProps = {
  subject: string;
  homeRegion: string;
  chosen: ChosenItem | undefined;
  onChoose: (item: ChosenItem | undefined) => void;
  onGiven: (kind: HelpKind, item: ChosenItem) => void;
};

/** Items that fit the question, each with its guide: its link copied, opened or printed with one press. */
export function GuideFinder({ subject, homeRegion, chosen, onChoose, onGiven }: FinderProps) {
  // A search is kept where it found nothing: nobody's number goes with it.
  const settled = useSettled(maskNumbersIn(subject.trim()), 250);
  const { data, isPending } = useGuideSearch(settled);
  const hits: readonly ItemHit[] = settled === '' ? [] : (data?.items ?? []);
  const rows: readonly ChosenItem[] = [
    ...(chosen ? [chosen] : []),
    ...hits.filter((hit) => hit.catalogueId !== chosen?.catalogueId || hit.number !== chosen.number),
  ];
  return (
    <Card title={text.finder} label={text.found}>
      <div aria-live="polite">
        {settled !== '' && isPending ? <Skeleton rows={3} /> : null}
        {rows.length === 0 && settled === '' ? <p className="pad soft">{text.finderEmpty}</p> : null}
        {rows.length === 0 && settled !== '' && data ? (
          <Empty icon="search" title={text.finderNone}>
            <Link to={`/offlist/new?q=${encodeURIComponent(settled)}&region=${homeRegion}`}>
              {text.offList}
            </Link>
          </Empty>
        ) : null}
        <ul className="guide-hits">
          {rows.map((hit) => (
            <Hit
              key={`${hit.catalogueId} ${hit.number}`}
              item={hit}
              homeRegion={homeRegion}
              isChosen={hit === chosen}
              onChoose={onChoose}
              onGiven={onGiven}
            />
          ))}
        </ul>
      </div>
    </Card>
  );
}

function Hit(props: {
  item: ChosenItem;
  homeRegion: string;
  isChosen: boolean;
  onChoose: FinderProps['onChoose'];
  onGiven: FinderProps['onGiven'];
}) {
  const { item, homeRegion, isChosen, onChoose, onGiven } = props;
  const { say } = useMessages();
  const { data: programmes } = useProgrammes();
  const address = guideAddress(item, homeRegion);
  const chosen = { catalogueId: item.catalogueId, number: item.number, name: item.name };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      say(text.copied(address));
    } catch {
      say(text.notCopied(address), 'warn');
    }
    onGiven('guideLink', chosen);
  };
  const print = () => {
    const tab = window.open(address, '_blank');
    tab?.addEventListener('load', () => tab.print());
    onGiven('guidePrint', chosen);
  };
  return (
    <li className={isChosen ? 'chosen' : ''}>
      <div className="what">
        <b>{item.name}</b>
        <span className="small block">
          {programmes?.find(({ id }) => id === item.catalogueId)?.name ?? ''} 第 {item.number} 项
          {isChosen ? ` · ${text.chosen}` : ''}
        </span>
      </div>
      <div className="row">
        <Button small onPress={() => onChoose(isChosen ? undefined : chosen)}>
          {isChosen ? text.drop : text.choose}
        </Button>
        <Button small label={`${text.copy}：${item.name}`} onPress={() => void copy()}>
          {text.copy}
        </Button>
        <Button small label={`${text.print}：${item.name}`} onPress={print}>
          {text.print}
        </Button>
        <a href={address} target="_blank" rel="noreferrer">
          {text.open}
        </a>
      </div>
    </li>
  );
}
