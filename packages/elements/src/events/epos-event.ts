/** What all events of the elements have in common: they bubble, cross shadow roots and carry a `detail`. */
export abstract class EposEvent<Detail> extends Event {
  readonly detail: Detail;

  constructor(type: string, detail: Detail, cancelable = false) {
    super(type, { bubbles: true, composed: true, cancelable });
    this.detail = detail;
  }
}
