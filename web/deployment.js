/** What differs between deployments. This file is the local store's; `./stampede publish` writes that of a stack. */
export const DEPLOYMENT = {
  /** In the header, in titles and in emails. */
  storeName: "Stampede",
  /** The API's URL without `/v1`; empty if it is on the same host as the pages. */
  apiUrl: "",
  /** Who signs in: an OpenID Connect issuer that allows the pages as public clients with PKCE. */
  signIn: { issuer: "/_local/oidc", storefront: "stampede-storefront", admin: "stampede-admin" },
  /** Whether the payment provider is the sandbox: the checkout shows its payment tokens instead of a real form. */
  isSandbox: true,
  /** Where the sandbox shows the emails that it sends; empty if they are real. */
  mailbox: "/_local/mailbox",
  /** The local store's console; empty if there is none. */
  console: "/_local",
};
