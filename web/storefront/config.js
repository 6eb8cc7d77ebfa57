/** What a shop changes first. */
export const SHOP = {
  name: "Stampede",
  /** The API's URL without `/v1`; empty if it is on the same host as this page. */
  apiUrl: "",
  /** The product that opens the home page. Without such a product, the page opens with the categories. */
  featured: { slug: "limited-sneaker", label: "Limited edition" },
  /** The tag of reduced products. */
  saleTag: "sale",
  /** Attributes whose filters come first; others follow. */
  filters: ["material", "brand"],
  /** Where the shop delivers to, the usual country first (ISO 3166-1). */
  countries: ["DE", "AT", "BE", "CH", "CZ", "DK", "ES", "FI", "FR", "GB", "IE", "IT", "LU", "NL", "NO", "PL", "PT", "SE", "US"],
  /** Who signs customers in: an OpenID Connect issuer that allows this page as a public client with PKCE. */
  signIn: { issuer: "/_local/oidc", clientId: "stampede-storefront", scope: "openid email" },
  /** Shown instead of a real provider's form: the payment tokens of the sandbox. */
  isSandbox: true,
  /** Where the sandbox shows the emails that it sends; empty if they are real. */
  mailbox: "/_local/mailbox",
};
