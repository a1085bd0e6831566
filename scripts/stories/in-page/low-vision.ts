/** What BVI's sheet says of its black theme: everything on the page takes these colours. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(`body .bvi-body[data-bvi-theme=black], body .bvi-body[data-bvi-theme=black] * {
  color: #fff !important; background-color: #000 !important; box-shadow: none !important }`);

/** Switches «Версия для слабовидящих» on or off as BVI does: it takes the whole page out and puts it into a `<div>`. */
export function switchLowVision(on: boolean): void {
  const wrapper = document.querySelector('.bvi-body');
  if (on === Boolean(wrapper)) return;
  document.body.classList.toggle('bvi-active', on);
  if (wrapper) {
    wrapper.replaceWith(...wrapper.childNodes);
    return;
  }
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
  const added = document.createElement('div');
  added.className = 'bvi-body';
  added.dataset.bviTheme = 'black';
  const content = [...document.body.childNodes];
  document.body.append(added);
  added.append(...content);
}
