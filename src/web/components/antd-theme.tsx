import { ConfigProvider, type ThemeConfig } from 'antd';
import chinese from 'antd/locale/zh_CN.js';
import { type ReactNode, useState } from 'react';

/** The build hands a module of the older kind over either whole or by its default. */
const locale = 'default' in chinese ? chinese.default : chinese;

/** The design tokens as Ant Design names them, in the look that the page has now. */
function themeOfPage(): ThemeConfig {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    token: {
      colorPrimary: token('primary'),
      colorInfo: token('primary'),
      colorSuccess: token('ok'),
      colorWarning: token('warn'),
      colorError: token('bad'),
      colorTextBase: token('ink'),
      colorText: token('ink'),
      colorTextSecondary: token('ink-2'),
      colorTextTertiary: token('ink-3'),
      colorTextPlaceholder: token('ink-3'),
      colorTextDisabled: token('ink-3'),
      colorIcon: token('ink-2'),
      colorBorder: token('control'),
      colorSplit: token('line-2'),
      colorBgLayout: token('page'),
      colorBgBase: token('surface'),
      colorBgContainer: token('surface'),
      colorBgElevated: token('surface'),
      fontSize: 14,
      controlHeight: 36,
      controlHeightSM: 28,
      borderRadius: 6,
      borderRadiusLG: 10,
      motion: false,
      fontFamily: token('font'),
    },
  };
}

/** The look and language of the few parts taken from Ant Design; loaded only with them. */
export function AntdTheme({ children }: { children: ReactNode }) {
  const [theme] = useState(themeOfPage);
  return (
    <ConfigProvider
      theme={theme}
      locale={locale}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      {children}
    </ConfigProvider>
  );
}
