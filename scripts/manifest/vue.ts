import type { Element } from '../manifest.ts';
import { propertiesOf } from './properties.ts';

/** For templates of Vue 3, which are checked against `GlobalComponents`: attributes and events by their names in camels. */
export function vueTypes(elements: readonly Element[]): string {
  const tags = elements.map(
    (element) => `  /** ${element.summary ?? ''} */
  '${element.tagName}': Component<Elements.${element.name}, {
${[...attributesOf(element), ...fieldsOf(element), ...eventsOf(element)].join('\n')}
  }>;`,
  );
  return `${common}
interface EposComponents {
${tags.join('\n')}
}

declare module 'vue' {
  interface GlobalComponents extends EposComponents {}
}
`;
}

function attributesOf({ name, attributes = [] }: Element): string[] {
  return attributes.flatMap(({ name: attribute, fieldName, description = '', type }) => {
    if (!attribute) return [];
    const value = fieldName ? `Attribute<Elements.${name}['${fieldName}']>` : `${type?.text ?? 'string'} | undefined`;
    return `    /** ${description} */\n    ${camel(attribute)}?: ${value};`;
  });
}

/** What has an attribute too is set by that. */
function fieldsOf(element: Element): string[] {
  const { name, attributes = [] } = element;
  return propertiesOf(element)
    .filter((property) => !attributes.some((attribute) => attribute.fieldName === property.name))
    .map(
      ({ name: property, description = '' }) =>
        `    /** ${description} */\n    ${property}?: Elements.${name}['${property}'] | undefined;`,
    );
}

function eventsOf({ events = [] }: Element): string[] {
  return events.map(
    ({ name, description = '', type }) =>
      `    /** ${description} */\n    ${camel(`on-${name}`)}?: ((event: Elements.${type.text}) => void) | undefined;`,
  );
}

function camel(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

const common = `import type { HTMLAttributes, ReservedProps } from 'vue';
import type * as Elements from '../dist/index.js';

/** As text, as markup has it, or as the property's value; a boolean by its name alone. */
type Attribute<Value> =
  | Value
  | (Value extends number | boolean | undefined ? \`\${NonNullable<Value>}\` : never)
  | (true extends Value ? '' : never)
  | undefined;

/** What every element takes: Vue's own \`key\` and \`ref\`, and the browser's attributes and handlers. */
interface Common extends HTMLAttributes, ReservedProps {
  slot?: string | undefined;
  part?: string | undefined;
  exportparts?: string | undefined;
  theme?: 'auto' | 'light' | 'dark' | undefined;
  preset?: 'epos' | 'gosuslugi' | undefined;
  [data: \`data\${Capitalize<string>}\`]: unknown;
}

type Component<Element, Props> = new () => { readonly $props: Common & Props; readonly $el: Element };
`;
