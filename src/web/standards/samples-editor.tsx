import { useMutation } from '@tanstack/react-query';
import { createContext, useContext, useRef } from 'react';
import { type MaterialSample, type SampleKind, sampleKinds } from '../../catalogue/standard.ts';
import { fileFault, uploadFile } from '../api/intake.ts';
import { sentenceFor } from '../api/problem.ts';
import { Button } from '../components/button.tsx';
import { ChoiceField, FieldError, TextField } from '../components/field.tsx';
import { Icon } from '../components/icon.tsx';
import { SamplePicture } from '../components/material-samples.tsx';
import { standardsText as text } from './text.zh-CN.ts';

const { fields, hints } = text;

/** Where the editor's reader sees a file: it may be published, stand in a draft, or be just uploaded. */
export const SampleAddress = createContext<(fileId: string) => string>((fileId) => `/api/uploads/${fileId}`);

const most = 12;
const choices = Object.entries(sampleKinds).map(([value, name]) => ({ value, name }));

/** Samples of a material, good and bad, and its blank form: chosen, described, taken away. */
export function SamplesEditor(props: {
  material: string;
  samples: readonly MaterialSample[];
  onChange: (samples: MaterialSample[]) => void;
}) {
  const { samples, onChange } = props;
  const hrefOf = useContext(SampleAddress);
  const picker = useRef<HTMLInputElement>(null);
  const upload = useMutation({
    mutationFn: async (file: File) => {
      const fault = fileFault(file);
      if (fault !== undefined) throw new TypeError(fault);
      return uploadFile(file);
    },
    onSuccess: ({ id, name, size, sha256, mediaType, pages }) =>
      onChange([...samples, { fileId: id, kind: 'good', fault: '', name, size, sha256, mediaType, pages }]),
  });
  const failed =
    upload.error instanceof TypeError ? upload.error.message : upload.error && sentenceFor(upload.error);
  const put = (at: number, part: Partial<MaterialSample>) =>
    onChange(samples.map((each, i) => (i === at ? { ...each, ...part } : each)));
  return (
    <fieldset className="wide standards-rows">
      <legend className="small">{fields.samples}</legend>
      {samples.map((sample, at) => (
        <div className="standards-row" key={sample.fileId}>
          <a
            className="standards-sample"
            href={hrefOf(sample.fileId)}
            target="_blank"
            rel="noreferrer"
            title={sample.name}
          >
            <SamplePicture href={hrefOf(sample.fileId)} mediaType={sample.mediaType} />
            <span className="small">{sample.name}</span>
          </a>
          <ChoiceField
            label={fields.sampleKind}
            value={sample.kind}
            choices={choices}
            onChange={(kind) => put(at, { kind: kind as SampleKind })}
          />
          {sample.kind === 'bad' ? (
            <TextField
              className="standards-fault"
              label={fields.sampleFault}
              hint={hints.sampleFault}
              value={sample.fault}
              maxLength={200}
              error={sample.fault.trim() === '' ? text.faultMissing : undefined}
              onChange={(fault) => put(at, { fault })}
            />
          ) : null}
          <Button
            small
            label={`${text.remove}：${sample.name}`}
            onPress={() => onChange(samples.filter((_, i) => i !== at))}
          >
            <Icon name="cross" />
          </Button>
        </div>
      ))}
      <div className="row">
        <Button
          small
          label={`${text.addSample}：${props.material}`}
          busy={upload.isPending}
          blocked={samples.length >= most ? text.samplesFull(most) : undefined}
          onPress={() => picker.current?.click()}
        >
          <Icon name="plus" />
          {text.addSample}
        </Button>
        <span className="small">{hints.samples}</span>
        <input
          ref={picker}
          type="file"
          className="sr-only"
          tabIndex={-1}
          aria-label={`${text.addSample}：${props.material}`}
          accept="application/pdf,image/jpeg,image/png"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) upload.mutate(file);
            event.target.value = '';
          }}
        />
      </div>
      {failed ? <FieldError>{failed}</FieldError> : null}
    </fieldset>
  );
}
