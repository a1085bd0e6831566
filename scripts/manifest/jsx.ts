import type { Element } from '../manifest.ts';
import { propertiesOf } from './properties.ts';

/** For React 18 and 19 and Preact, which all read `IntrinsicElements`. */
export function jsxTypes(elements: readonly Element[]): string {
  const tags = elements.map(
    (element) => `  /** ${element.summary ?? ''} */
  '${element.tagName}': Common<Elements.${element.name}> & {
${[...attributesOf(element), ...fieldsOf(element), ...eventsOf(element)].join('\n')}
  };`,
  );
  return `${common}
/** For \`declare module 'react' { namespace JSX { interface IntrinsicElements extends EposElements {} } }\`. */
export interface EposElements {
${tags.join('\n')}
}
`;
}

function attributesOf({ name, attributes = [] }: Element): string[] {
  return attributes.flatMap(({ name: attribute, fieldName, description = '', type }) => {
    if (!attribute) return [];
    const value = fieldName ? `Attribute<Elements.${name}['${fieldName}']>` : `${type?.text ?? 'string'} | undefined`;
    return `    /** ${description} */\n    '${attribute}'?: ${value};`;
  });
}

/** What is no attribute by the same name. */
function fieldsOf(element: Element): string[] {
  const { name, attributes = [] } = element;
  return propertiesOf(element)
    .filter((property) => !attributes.some((attribute) => attribute.name === property.name))
    .flatMap(({ name: property, description = '' }) => [
      `    /** ${description} */`,
      `    '${property}'?: Elements.${name}['${property}'] | undefined;`,
    ]);
}

function eventsOf({ events = [] }: Element): string[] {
  return events.flatMap(({ name, description = '', type }) => [
    `    /** ${description} */`,
    `    'on${name}'?: ((event: Elements.${type.text}) => void) | undefined;`,
  ]);
}

/** In words of its own, as no framework's types need be there; each is assignable from React's. */
const common = `import type * as Elements from '../dist/index.js';

/** As text, as markup has it, or as the property's value. */
type Attribute<Value> = Value | (Value extends number | boolean | undefined ? \`\${NonNullable<Value>}\` : never) | undefined;

type Declaration = string | number | null | undefined;

/** \`WebkitMaskImage\` is React's spelling, \`webkitMaskImage\` the browser's. */
type Spelt<Name> = Name extends \`webkit\${infer Rest}\` ? Name | \`Webkit\${Rest}\` : Extract<Name, string>;

/** As text for Preact, as an object for all, with custom properties such as \`--epos-accent\` beside the others. */
type Style =
  | string
  | { readonly [Name in keyof CSSStyleDeclaration as Spelt<Name>]?: Declaration }
  | { readonly [name: \`--\${string}\`]: Declaration };

/** What the browser's events and a framework's own have in common. */
interface Occurrence {
  readonly type: string;
  readonly target: EventTarget | null;
  readonly currentTarget: EventTarget | null;
  readonly defaultPrevented: boolean;
  readonly timeStamp: number;
  preventDefault(): void;
  stopPropagation(): void;
}
interface Modified extends Occurrence {
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}
interface Pressed extends Modified {
  readonly key: string;
  readonly repeat: boolean;
}
interface Pointed extends Modified {
  readonly button: number;
  readonly clientX: number;
  readonly clientY: number;
}

/** As a method: a framework's handler asks for more than these have in common. */
type Handler<Event = Occurrence> = { handle(event: Event): void }['handle'] | undefined;

/** What every element takes: the framework's own \`key\`, \`ref\` and children, and the browser's attributes and handlers. */
interface Common<Element> {
  key?: string | number | bigint | null | undefined;
  ref?: ((element: Element | null) => void) | { current: Element | null } | null | undefined;
  children?: unknown;
  suppressHydrationWarning?: boolean | undefined;
  id?: string | undefined;
  class?: string | undefined;
  className?: string | undefined;
  style?: Style | undefined;
  title?: string | undefined;
  slot?: string | undefined;
  part?: string | undefined;
  exportparts?: string | undefined;
  lang?: string | undefined;
  dir?: 'ltr' | 'rtl' | 'auto' | undefined;
  translate?: 'yes' | 'no' | undefined;
  role?: string | undefined;
  hidden?: boolean | 'hidden' | 'until-found' | '' | undefined;
  inert?: boolean | undefined;
  tabIndex?: number | undefined;
  tabindex?: number | string | undefined;
  accessKey?: string | undefined;
  draggable?: boolean | 'true' | 'false' | undefined;
  autoFocus?: boolean | undefined;
  nonce?: string | undefined;
  theme?: 'auto' | 'light' | 'dark' | undefined;
  preset?: 'epos' | 'gosuslugi' | undefined;
  [aria: \`aria-\${string}\`]: string | number | boolean | null | undefined;
  [data: \`data-\${string}\`]: unknown;
  onClick?: Handler<Pointed>;
  onFocus?: Handler;
  onBlur?: Handler;
  onKeyDown?: Handler<Pressed>;
  onKeyUp?: Handler<Pressed>;
  onMouseEnter?: Handler<Pointed>;
  onMouseLeave?: Handler<Pointed>;
  onPointerDown?: Handler<Pointed>;
  onPointerUp?: Handler<Pointed>;
  onPointerEnter?: Handler<Pointed>;
  onPointerLeave?: Handler<Pointed>;
  onAnimationEnd?: Handler;
  onTransitionEnd?: Handler;
}
`;
