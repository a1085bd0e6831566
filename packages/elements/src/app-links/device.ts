/** The stores of the manual, in its order, by the property that holds the address. */
export const stores = [
  { id: 'appStore', name: 'App Store' },
  { id: 'googlePlay', name: 'Google Play' },
  { id: 'appGallery', name: 'AppGallery' },
  { id: 'nashStore', name: 'NashStore' },
  { id: 'rustore', name: 'RuStore' },
] as const;

export type StoreId = (typeof stores)[number]['id'];

/** What a browser says of the device it runs on. */
export interface Device {
  readonly userAgent?: string;
  readonly maxTouchPoints?: number;
  readonly userAgentData?: { readonly platform?: string };
}

/** The store that the device came with, as far as it can be told. */
export function ownStore({ userAgent = '', maxTouchPoints = 0, userAgentData }: Device): StoreId | undefined {
  if (/HUAWEI|HONOR|HarmonyOS|HMSCore/i.test(userAgent)) return 'appGallery';
  if (userAgentData?.platform === 'Android' || /\bAndroid\b/.test(userAgent)) return 'googlePlay';
  // An iPad says that it is a Mac; no Mac has a touch screen.
  if (/\b(iPhone|iPad|iPod)\b/.test(userAgent) || (/\bMacintosh\b/.test(userAgent) && maxTouchPoints > 1)) {
    return 'appStore';
  }
  return undefined;
}
