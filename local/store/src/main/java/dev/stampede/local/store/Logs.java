package dev.stampede.local.store;

/** Chooses what is logged; has to run before the first logger is made. */
public final class Logs {

    private Logs() {}

    /** @param verbose whether the functions' own business logs show */
    public static void configure(boolean verbose) {
        setDefault("log4j2.configurationFile", "log4j2-local.xml");
        // Jetty and the SDK ask for nothing else; the functions' own business logs show on demand.
        setDefault("stampede.functions.level", verbose ? "INFO" : "WARN");
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
