import { type WindowService, windowServices } from '../../regulation/window-services.ts';
import { Tag } from './marks.tsx';

/** 一窗通办专窗 and 绿色通道 of a window, where it offers them. */
export const WindowServiceTags = ({ services }: { services: readonly WindowService[] }) =>
  services.map((service) => (
    <Tag key={service} tone="go" icon="flag">
      {windowServices[service]}
    </Tag>
  ));
