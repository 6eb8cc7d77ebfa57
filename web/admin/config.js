import { DEPLOYMENT } from "../deployment.js";

/** What a shop changes first. */
export const ADMIN = {
  apiUrl: DEPLOYMENT.apiUrl,
  signIn: { issuer: DEPLOYMENT.signIn.issuer, clientId: DEPLOYMENT.signIn.admin, scope: "openid email" },
  /** Carriers that are suggested when an order ships. */
  carriers: ["DHL", "DPD", "FedEx", "GLS", "Hermes", "UPS"],
  /** A prefix of an address; empty if there is none. */
  mailbox: DEPLOYMENT.mailbox === "" ? "" : `${DEPLOYMENT.mailbox}?q=`,
  console: DEPLOYMENT.console,
};
