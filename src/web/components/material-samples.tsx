import { type SampleKind, sampleKinds } from '../../catalogue/standard.ts';
import { Icon } from './icon.tsx';
import './material-samples.css';

/** A file that shows what a material looks like, with its address. */
export type ShownSample = {
  kind: SampleKind;
  fault: string;
  name: string;
  mediaType: string;
  href: string;
};

const order: readonly SampleKind[] = ['good', 'bad', 'blank'];

/** Samples of a material beside each other: how it should be, how not and why, and the form to fill in. */
export function MaterialSamples({ samples }: { samples: readonly ShownSample[] }) {
  if (samples.length === 0) return null;
  return (
    <ul className="material-samples" aria-label="样例和空白表">
      {order.flatMap((kind) =>
        samples
          .filter((sample) => sample.kind === kind)
          .map((sample) => (
            <li key={sample.href} className={`sample-${kind}`}>
              <a href={sample.href} target="_blank" rel="noreferrer" title={sample.name}>
                <SamplePicture {...sample} />
                <span className="sample-kind">
                  <Icon name={kind === 'good' ? 'check' : kind === 'bad' ? 'octagon' : 'download'} />
                  {sampleKinds[kind]}
                </span>
              </a>
              <span className="small">{kind === 'bad' ? sample.fault : sample.name}</span>
            </li>
          )),
      )}
    </ul>
  );
}

/** A picture as it is, of a PDF only that it is one; what it is stands beside it in words. */
export function SamplePicture({ href, mediaType }: Pick<ShownSample, 'href' | 'mediaType'>) {
  return mediaType.startsWith('image/') ? (
    <img className="sample-picture" src={href} alt="" loading="lazy" />
  ) : (
    <span className="sample-picture">
      <Icon name="document" />
      PDF
    </span>
  );
}
