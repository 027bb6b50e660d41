// A trust's sign-in for the tests: oidc-provider, certified by the OpenID Foundation, on a free port of this machine, with four accounts.
// Whoever signs in as NAME is NAME@north.example; unverified's address nobody has checked, and moved has somebody else's.
import { Provider } from 'oidc-provider';
import { createServer } from 'node:http';

const back = process.argv[2];
const groups = { leonie: ['staff', 'ot-leads'], colin: ['staff', 'ot-coordination'], tessa: ['staff'], unverified: ['ot-leads'], moved: ['ot-leads'] };

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'fieldfare', client_secret: 'a-secret-of-the-trust-0123456789abcdef', redirect_uris: [`${back}/team/sso/back`],
      post_logout_redirect_uris: [`${back}/team/signin`] }],
    pkce: { required: () => true, methods: ['S256'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: `staff-${id}`, name: id, email: `${id === 'moved' ? 'leonie' : id}@north.example`, email_verified: id !== 'unverified', groups: groups[id] ?? [] }),
    }),
    cookies: { keys: ['of the tests'] },
  });
  server.on('request', provider.callback());
  console.log(issuer);
});
