import type { OutgoingHttpHeaders } from 'node:http';

const IIN = '880617900004';

/**
 * Headers by which proxies, meshes and frontends elsewhere tell a service who asks. Here anybody may send them and
 * nobody listens.
 */
export const identityHeaders = (role: string): readonly (readonly [string, OutgoingHttpHeaders])[] => {
  const viewer = JSON.stringify({ subject: 'somebody', role, client: 'x', iin: IIN, organisation: null, regions: ['*'], scopes: ['identity'], documents: 'free' });
  const encoded = Buffer.from(viewer).toString('base64url');
  return [
    ...['x-user', 'x-user-id', 'x-userid', 'x-remote-user', 'remote-user', 'x-forwarded-user', 'x-auth-request-user', 'x-authenticated-user', 'x-iin', 'iin', 'x-subject'].map(
      (name) => [name, { [name]: IIN }] as const,
    ),
    ...['x-role', 'x-roles', 'role', 'x-scopes', 'x-scope', 'x-client', 'x-organisation', 'x-groups', 'x-forwarded-groups'].map((name) => [name, { [name]: role }] as const),
    ...['x-viewer', 'x-claims', 'x-balagraph-viewer', 'x-userinfo', 'x-jwt-payload', 'x-endpoint-api-userinfo'].flatMap((name) => [
      [`${name} as JSON`, { [name]: viewer }] as const,
      [`${name} in Base64`, { [name]: encoded }] as const,
    ]),
    ['x-forwarded-access-token', { 'x-forwarded-access-token': `${encoded}.${encoded}.${encoded}` }],
    ['cookie', { cookie: `session=${encoded}; token=${encoded}; role=${role}; iin=${IIN}` }],
    ['x-ssl-client-s-dn', { 'x-ssl-client-verify': 'SUCCESS', 'x-ssl-client-s-dn': `CN=${role}`, 'x-forwarded-client-cert': `Subject="CN=${role}"` }],
    ['forwarded', { forwarded: 'for=127.0.0.1;by=gateway', 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1', 'x-original-url': '/internal' }],
    ['proxy-authorization', { 'proxy-authorization': `Bearer ${encoded}`, 'x-authorization': `Bearer ${encoded}` }],
    ['x-regions', { 'x-regions': '*', 'x-today': '2020-01-01', 'x-correlation-id': 'forged', 'x-request-id': 'forged' }],
  ];
};
