// A certified OpenID provider in the profile of the Finnish Trust Network, for one client: node provider.mjs '{settings}'.
// Whoever comes is identified at once.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

const settings = JSON.parse(process.argv[2]);
const { default: Provider } = await import(pathToFileURL(`${settings.library}/lib/index.js`));
const person = {
  'urn:oid:1.2.246.21': '140371-901U',
  'urn:oid:2.5.4.4': 'Mallinen',
  'urn:oid:1.2.246.575.1.14': 'Malla Maria',
};
const level = 'http://ftn.ficora.fi/2017/loa2';
const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });

const provider = new Provider(settings.issuer, {
  jwks: { keys: [{ ...key, use: 'sig', alg: 'RS256', kid: `${settings.alg} ${settings.enc}` }] },
  clients: [{
    client_id: 'ekstranet',
    redirect_uris: [`${settings.client}/login/return`],
    post_logout_redirect_uris: [`${settings.client}/logged-out`],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'RS256',
    request_object_signing_alg: 'RS256',
    require_signed_request_object: true,
    require_auth_time: true,
    id_token_signed_response_alg: 'RS256',
    id_token_encrypted_response_alg: settings.alg,
    id_token_encrypted_response_enc: settings.enc,
    jwks_uri: `${settings.client}/.well-known/jwks.json`,
  }],
  enabledJWA: {
    idTokenEncryptionAlgValues: ['RSA-OAEP', 'RSA-OAEP-256'],
    idTokenEncryptionEncValues: ['A128CBC-HS256', 'A256CBC-HS512', 'A128GCM', 'A256GCM'],
    requestObjectSigningAlgValues: ['RS256'],
    clientAuthSigningAlgValues: ['RS256'],
  },
  features: {
    devInteractions: { enabled: false },
    encryption: { enabled: true },
    requestObjects: { enabled: true, requireSignedRequestObject: true },
    rpInitiatedLogout: { enabled: true },
  },
  pkce: { required: () => true },
  acrValues: [level],
  claims: { openid: ['sub', ...Object.keys(person)], acr: null, amr: null, auth_time: null, iss: null, sid: null },
  conformIdTokenClaims: false,
  cookies: { keys: ['of a test'] },
  fetch: (url, { headers }) => fetch(url, { headers, signal: AbortSignal.timeout(5000) }),
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...person }) }),
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  extraParams: ['ftn_spname'],
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope('openid');
    grant.addOIDCClaims(Object.keys(person));
    await grant.save();
    return grant;
  },
});
for (const event of ['authorization.error', 'grant.error', 'server_error']) {
  provider.on(event, (_, error) => console.error(event, error.message, error.error_description ?? '', error.error_detail ?? ''));
}

const answer = provider.callback();
createServer(async (request, response) => {
  if (!request.url.startsWith('/interaction/')) return answer(request, response);
  await provider.interactionDetails(request, response);
  return provider.interactionFinished(request, response, { login: { accountId: 'pairwise-1', acr: level, amr: ['tupas'] } });
}).listen(new URL(settings.issuer).port, '127.0.0.1', () => console.log('ready'));
