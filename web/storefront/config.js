import { DEPLOYMENT } from "../deployment.js";

/** What a shop changes first. */
export const SHOP = {
  name: DEPLOYMENT.storeName,
  apiUrl: DEPLOYMENT.apiUrl,
  /** The product that opens the home page. Without such a product, the page opens with the categories. */
  featured: { slug: "limited-sneaker", label: "Limited edition" },
  /** The tag of reduced products. */
  saleTag: "sale",
  /** Attributes whose filters come first; others follow. */
  filters: ["material", "brand"],
  /** Where the shop delivers to, the usual country first (ISO 3166-1). */
  countries: ["DE", "AT", "BE", "CH", "CZ", "DK", "ES", "FI", "FR", "GB", "IE", "IT", "LU", "NL", "NO", "PL", "PT", "SE", "US"],
  signIn: { issuer: DEPLOYMENT.signIn.issuer, clientId: DEPLOYMENT.signIn.storefront, scope: "openid email" },
  isSandbox: DEPLOYMENT.isSandbox,
  mailbox: DEPLOYMENT.mailbox,
};
