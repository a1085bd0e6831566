/** Links `epos.css` as a page does, and waits until it holds; whoever asks removes it. */
export async function linkPageSheet(): Promise<HTMLLinkElement> {
  const sheet = Object.assign(document.createElement('link'), {
    rel: 'stylesheet',
    href: new URL('../epos.css', import.meta.url).href,
  });
  const loaded = new Promise((resolve) => {
    sheet.addEventListener('load', resolve);
  });
  document.head.append(sheet);
  await loaded;
  return sheet;
}
