import type { ClassField, ClassMember } from 'custom-elements-manifest';
import type { Element } from '../manifest.ts';

/** What a framework may set on the element itself. */
export function propertiesOf({ members = [] }: Element): ClassField[] {
  return members.filter(
    (member: ClassMember): member is ClassField => member.kind === 'field' && !member.static && !member.readonly,
  );
}
