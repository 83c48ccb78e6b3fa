import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import type { CaseView } from '../../cases/core/case-view.ts';
import { useCase } from '../api/cases.ts';
import { Refusal, sentenceFor } from '../api/problem.ts';
import { Card, Empty, ReadFailed, Skeleton } from './frame.tsx';

/** Reads the case named in the address and draws its screen; says so where there is none to see. */
export function CaseFrame({ children }: { children: (kase: CaseView) => ReactNode }) {
  const { id = '' } = useParams();
  const { data, error, refetch } = useCase(id);
  if (data) {
    return (
      <>
        {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
        {children(data)}
      </>
    );
  }
  if (error instanceof Refusal && (error.status === 404 || error.status === 403)) {
    return (
      <Card label="没有找到">
        <Empty
          icon="lock"
          title={sentenceFor(error)}
          action={
            <Link className="button" to="/">
              回到工作台
            </Link>
          }
        >
          只有办这一件的两地窗口和部门能看到它。请核对业务编号，或请对方窗口联系您。
        </Empty>
      </Card>
    );
  }
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  return <Skeleton rows={8} />;
}

/** The action of a case by its command; undefined when the reader has no such act now. */
export const actionOf = (kase: CaseView, command: CaseView['actions'][number]['command']) =>
  kase.actions.find((action) => action.command === command);
