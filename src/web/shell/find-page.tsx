import { Button } from '../components/button.tsx';
import { TextField } from '../components/field.tsx';
import { Card } from '../components/frame.tsx';
import { useNumberSearch } from './number-search.tsx';
import { shellText as text } from './text.zh-CN.ts';

/** 办件查询: one case by its business number. */
export function FindPage() {
  const { typed, type, look, error, busy } = useNumberSearch();
  return (
    <>
      <div className="page-head">
        <div className="titles">
          <h1>{text.findTitle}</h1>
          <p className="soft">{text.findLead}</p>
        </div>
      </div>
      <Card label={text.findTitle} className="find-page">
        <form
          className="pad stack"
          onSubmit={(event) => {
            event.preventDefault();
            look();
          }}
        >
          <TextField
            label="业务编号"
            hint={text.findEmpty}
            value={typed}
            onChange={type}
            error={error}
            inputMode="numeric"
            maxLength={26}
          />
          <div className="row">
            <Button kind="main" submit busy={busy}>
              {text.findButton}
            </Button>
          </div>
        </form>
      </Card>
    </>
  );
}
