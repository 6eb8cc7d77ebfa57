package dev.stampede.local.store;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/** Configures logging; call it before the first logger is created. */
public final class Logs {

    private Logs() {}

    /** @param verbose whether to show the functions' business logs */
    public static void configure(boolean verbose) {
        // The functions' own provider is on the class path too.
        setDefault("slf4j.provider", "org.apache.logging.slf4j.SLF4JServiceProvider");
        setDefault("slf4j.internal.verbosity", "WARN");
        setDefault("log4j2.configurationFile", "log4j2-local.xml");
        setDefault("log4j2.messageFactory", LogMessages.class.getName());
        setDefault("stampede.functions.level", verbose ? "INFO" : "WARN");
    }

    /**
     * Disables the functions' logs: a stopping store interrupts functions, and resumes their work after the next start with
     * the same data directory.
     */
    static void silence() {
        Configurator.setAllLevels("dev.stampede", Level.OFF);
        Configurator.setLevel(UpCommand.class.getName(), Level.ERROR);
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
