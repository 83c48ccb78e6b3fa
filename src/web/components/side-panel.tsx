import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import { AntdTheme } from './antd-theme.tsx';

/** A panel that slides in beside the list. */
export default function SidePanel(props: { title: string; onClose: () => void; children: ReactNode }) {
  return (
    <AntdTheme>
      <Drawer open title={props.title} size={420} mask={false} keyboard={false} onClose={props.onClose}>
        {props.children}
      </Drawer>
    </AntdTheme>
  );
}
