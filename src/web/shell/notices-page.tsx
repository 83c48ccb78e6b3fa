import { Link } from 'react-router';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { type Notice, useMarkRead, useNotices } from '../api/notices.ts';
import { Button } from '../components/button.tsx';
import { Card, Empty } from '../components/frame.tsx';
import { Icon, type IconName } from '../components/icon.tsx';
import { BusinessNumber } from '../components/marks.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { shellText as text } from './text.zh-CN.ts';

/** 通知: what happened to the cases of this window. */
export function NoticesPage() {
  const list = useNotices();
  const notices = list.data?.pages.flatMap((page) => page.notices) ?? [];
  return (
    <>
      <div className="page-head">
        <h1>{text.noticesTitle}</h1>
      </div>
      <Card label={text.noticesTitle}>
        <PagedList
          query={list}
          rows={notices}
          none={
            <Empty
              icon="bell"
              title={text.noticesEmpty}
              action={
                <Link className="button" to="/">
                  {text.toWorkList}
                </Link>
              }
            >
              {text.noticesEmptyWhy}
            </Empty>
          }
          more={text.more}
        >
          <ul className="notice-list">
            {notices.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} />
            ))}
          </ul>
        </PagedList>
      </Card>
    </>
  );
}

const noticeClass = ({ readAt, kind, urgent }: Notice): string =>
  readAt !== null ? '' : kind === 'dutyOverdue' || urgent ? 'unread overdue' : 'unread';

/** Reminders stand out from the news of cases. */
const iconOf: Record<string, IconName> = {
  dutyReminder: 'clock',
  dutyOverdue: 'octagon',
  dailySummary: 'list',
  phoneTask: 'phone',
};

/** Where a notice is dealt with. */
const targetOf = ({ link, caseId }: Notice): string => link ?? (caseId === null ? '/' : `/cases/${caseId}`);

function NoticeRow({ notice }: { notice: Notice }) {
  const markRead = useMarkRead();
  const unread = notice.readAt === null;
  const read = () => {
    if (unread) markRead.mutate(notice.id);
  };
  return (
    <li className={noticeClass(notice)}>
      <Icon name={unread ? (iconOf[notice.kind] ?? 'bell') : 'check'} label={unread ? '未读' : text.read} />
      <div>
        <p>{notice.text}</p>
        <p className="small">
          {shortMoment(notice.at)} ·{' '}
          <Link to={targetOf(notice)} onClick={read}>
            {notice.businessNumber === null ? (
              text.openNotice
            ) : (
              <BusinessNumber value={notice.businessNumber} />
            )}
          </Link>
        </p>
      </div>
      {unread ? (
        <Button small busy={markRead.isPending} onPress={read}>
          {text.markRead}
        </Button>
      ) : null}
    </li>
  );
}
