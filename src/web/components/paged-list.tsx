import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { ReadFailed, Skeleton } from './frame.tsx';

type PagedListProps = {
  query: Pick<
    UseInfiniteQueryResult,
    'data' | 'error' | 'isPending' | 'hasNextPage' | 'isFetchingNextPage' | 'refetch' | 'fetchNextPage'
  >;
  /** The rows of all pages read so far. */
  rows: readonly unknown[];
  /** What stands there when nothing was found. */
  none: ReactNode;
  /** The word on the button that reads the next page. */
  more: string;
  /** Lines of the skeleton while the first page is read. */
  waiting?: number;
  /** Class of a foot with a small button, where the feature has one of its own. */
  foot?: string;
  children: ReactNode;
};

/** A list read page by page: what failed, what is awaited, that there is nothing, or its rows and the way to more. */
export function PagedList({ query, rows, none, more, waiting = 5, foot, children }: PagedListProps) {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, refetch, fetchNextPage } = query;
  return (
    <>
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {isPending && !error ? <Skeleton rows={waiting} /> : null}
      {data !== undefined && rows.length === 0 ? none : null}
      {rows.length > 0 ? children : null}
      {hasNextPage ? (
        <div className={foot ?? 'pad'}>
          <Button small={foot !== undefined} busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {more}
          </Button>
        </div>
      ) : null}
    </>
  );
}
