/**
 * The time of a request: `yyyy.MM.dd HH:mm:ss Z`, such as `2013.01.25 14:36:11 +0400`. Always in UTC here, so that the
 * zone of the server does not matter.
 *
 * @see esia-and-epos A2
 */
export function formatTimestamp(now: number): string {
  const [date = '', time = ''] = new Date(now).toISOString().split(/[T.]/);
  return `${date.replaceAll('-', '.')} ${time} +0000`;
}
