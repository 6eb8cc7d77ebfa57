/** What a shop changes first. */
export const ADMIN = {
  /** The API's URL without `/v1`; empty if it is on the same host as this page. */
  apiUrl: "",
  /** Who signs admins in: an OpenID Connect issuer that allows this page as a public client with PKCE. */
  signIn: { issuer: "/_local/oidc", clientId: "stampede-admin", scope: "openid email" },
  /** Carriers that are suggested when an order ships. */
  carriers: ["DHL", "DPD", "FedEx", "GLS", "Hermes", "UPS"],
  /** Where the sandbox shows the emails that it sends, as a prefix of an address; empty if they are real. */
  mailbox: "/_local/mailbox?q=",
  /** The local store's console; empty if there is none. */
  console: "/_local",
};
